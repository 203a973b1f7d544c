namespace Crm.Simulator;

/// <summary>The simulator cannot begin, or was asked for what it has not; both languages say what was found and what to do.</summary>
public sealed class SimulatorException(string ru, string en, Exception? inner = null) : Exception(en, inner)
{
    public string Ru { get; } = ru;

    public string En { get; } = en;
}
