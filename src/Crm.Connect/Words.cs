namespace Crm.Connect;

/// <summary>
/// One sentence for a person, in both languages of the house. It says what was found, where, and what to do.
/// Whoever shows it chooses the language; whoever stores it stores both.
/// </summary>
public sealed record Words(string Ru, string En)
{
    /// <summary>The sentence in the language named "ru" or "en".</summary>
    public string In(string language) => language == "en" ? En : Ru;

    public override string ToString() => En;
}
