namespace Crm.Connectors.OneC.CommerceML.Xml;

/// <summary>What a walk over markup came to.</summary>
internal enum Markup
{
    /// <summary>The span ends inside of it.</summary>
    Starved,

    /// <summary>Text, a comment, an instruction: well formed and of no interest.</summary>
    Other,
    Start,
    Empty,
    End,
    EndOfDocument,
}
