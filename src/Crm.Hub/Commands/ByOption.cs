using System.CommandLine;
using Crm.Connect;

namespace Crm.Hub.Commands;

/// <summary>Who decides: every verb by which a person decides something asks for the name that shall stand in the history.</summary>
internal sealed class ByOption
{
    private readonly Option<string?> _by = new("--by") { HelpName = "NAME" };

    public (Symbol Symbol, Words Words) Symbol => (_by, new(
        "кто так решил (иначе имя пользователя системы)", "who decides so (else the name of the user of this machine)"));

    public string Of(ParseResult parse) =>
        parse.GetValue(_by) is { } name && !string.IsNullOrWhiteSpace(name) ? name.Trim() : Environment.UserName;
}
