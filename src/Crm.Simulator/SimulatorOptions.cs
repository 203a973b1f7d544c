namespace Crm.Simulator;

/// <summary>What the base is made of and how it behaves from the start.</summary>
/// <param name="MetadataFile">What a base of 1C answers at …/odata/standard.odata/$metadata, saved to a file.</param>
public sealed record SimulatorOptions(string MetadataFile)
{
    /// <summary>Zero takes any port that is free. Only this machine can reach it.</summary>
    public int Port { get; init; }

    /// <summary>Name of the publication, the first part of the address.</summary>
    public string Publication { get; init; } = "base";

    /// <summary>With a user Basic authentication is asked for; without, nobody is.</summary>
    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>Habits to switch, as in "html-200,no-pads-codes".</summary>
    public string Habits { get; init; } = "";

    /// <summary>How long strings are, which $metadata does not say: lines "Catalog_Контрагенты.ИНН 12".</summary>
    public string? Lengths { get; init; }

    /// <summary>Where the state is kept between starts; without it, it is gone at the end.</summary>
    public string? DataFolder { get; init; }

    /// <summary>How many counterparties an empty base begins with; everything else follows from that. Zero begins empty.</summary>
    public int Counterparties { get; init; }

    /// <summary>The same seed gives the same base.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How many sessions may be kept at once with the habit sessions.</summary>
    public int Licences { get; init; } = 5;

    /// <summary>How long the first request takes with the habit slow-start.</summary>
    public TimeSpan SlowStart { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whose time it is; delays wait by it, so that a test moves them on.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
