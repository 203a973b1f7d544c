using Crm.Connect;

namespace Crm.Connectors.OneC.CommerceML;

/// <summary>How this connector says that a delivery cannot be read.</summary>
internal static class Broken
{
    /// <summary>Malformed, with the place before the words.</summary>
    public static ConnectorException At(string file, long line, string ru, string en, Exception? inner = null) =>
        new(Trouble.Malformed, new Words($"{file}, строка {line}: {ru}", $"{file}, line {line}: {en}"), inner);

    public static ConnectorException Whole(string file, string ru, string en, Exception? inner = null) =>
        new(Trouble.Malformed, new Words($"{file}: {ru}", $"{file}: {en}"), inner);

    public static ConnectorException NotOurs(string file, string ru, string en) =>
        new(Trouble.Refused, new Words($"{file}: {ru}", $"{file}: {en}"));
}
