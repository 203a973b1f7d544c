using Crm.Connect;

namespace Crm.Hub.Tests.Kit;

/// <summary>The settings of the base in memory.</summary>
internal sealed class MemorySettings
{
    [Secret]
    public string? Password { get; set; }

    public int Timeout { get; set; } = 30;
}

/// <summary>Plugs the base in memory into the program.</summary>
internal sealed class MemoryConnector(MemorySystem system) : IConnector
{
    /// <summary>A bug: opening a channel throws this.</summary>
    public Exception? Bug { get; set; }

    /// <summary>Called before a channel is opened.</summary>
    public Action? Opening { get; init; }

    /// <summary>It takes clients, too.</summary>
    public bool Sends { get; init; }

    public string Name => "memory";

    public Abilities Abilities => Abilities.Receive | Abilities.ReportsDeletions
        | (Sends ? Abilities.Send : 0) | (Sends && system.Habits.Answers ? Abilities.Probe : 0);

    public Type SettingsType => typeof(MemorySettings);

    public IReadOnlyList<ExternalKind> Kinds => [new ExternalKind("Клиент", ["Имя", "ИНН", "Заметка"], []) { Accepted = Sends }];

    public IEnumerable<SettingProblem> Validate(object settings)
    {
        if (((MemorySettings)settings).Timeout < 1)
        {
            yield return new SettingProblem("Timeout", new Words("нужно хотя бы 1", "at least 1 is needed"));
        }
    }

    public IChannel Open(Connection connection)
    {
        Opening?.Invoke();
        return Bug is null ? system.Open() : throw Bug;
    }
}
