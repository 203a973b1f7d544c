using Crm.Connect;
using Crm.Core.Mappings;

namespace Crm.Hub.Settings;

/// <summary>One thing an administrator has to correct before the hub can work.</summary>
/// <param name="Where">File and line, or the name of an environment variable, or the command line.</param>
/// <param name="Key">The path of the setting, such as Hub:Flows:demo-in:Connection; empty for mappings.</param>
/// <param name="Code">Stable, for scripts: HUBnnnn for mappings, "setting", "usage", "database" and others.</param>
internal sealed record Problem(string Where, string Key, string Code, bool IsError, Words Words)
{
    public static Problem Usage(string ru, string en) => new("hub", "", "usage", true, new Words(ru, en));

    public static Problem Database(string file, string ru, string en) => new(file, "", "database", true, new Words(ru, en));

    public static Problem Room(Configuration settings, Words words) => new(settings.Shown(settings.DataDirectory), "", "room", false, words);

    public static Problem Of(Lint lint) =>
        new($"{lint.File}:{lint.Line}:{lint.Column}", "", lint.Code, lint.IsError, lint.Words);
}
