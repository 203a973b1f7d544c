using Crm.Connect;
using Crm.Core.Mappings;
using Crm.Core.Storage;
using Crm.Hub.Keeping;
using Crm.Hub.Printing;
using Crm.Hub.Secrets;
using Crm.Hub.Serving;
using Crm.Hub.Settings;

namespace Crm.Hub.Commands;

/// <summary>What a verb works with once the command line and the settings were read.</summary>
internal sealed record Session(Surroundings Around, Configuration Settings, Screen Screen, HubLog Log)
{
    /// <summary>Counts what runs do; null outside the service.</summary>
    public HubMeter? Meter { get; init; }

    public DateTime Now => Around.Clock.GetUtcNow().UtcDateTime;

    public Archive Archive => new(Settings.ArchiveFolder);

    /// <summary>A moment as the clock on the firm's wall showed it.</summary>
    public string Local(DateTime utc) => TimeZoneInfo
        .ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Settings.TimeZone)
        .ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>What an option means that everybody sees on the command line: the text itself, or the secret or variable that it names; null when there is none of that name.</summary>
    public string? Meant(string text) => SettingSecrets.NameIn(text) is { } secret ? Settings.Secrets.Find(secret)
        : SettingsScalar.VariableIn(text) is { } variable ? Around.Environment.GetValueOrDefault(variable)
        : text;

    /// <summary>The connection as its connector gets to see it.</summary>
    public Connection Lend(ConfiguredConnection connection) =>
        new(connection.Name, connection.Settings, Settings.BaseDirectory, Settings.TimeZone, Around.Clock, Log.For(connection.Name))
        {
            Folder = Settings.FolderOf(connection),
        };

    /// <summary>What mappings of that connection are checked against. With wrong settings no base can be named: what its connector knows of all.</summary>
    public IReadOnlyList<ExternalKind> KindsOf(ConfiguredConnection connection) =>
        connection.IsRight ? connection.Connector.KindsOf(Lend(connection)) : connection.Connector.Kinds;

    /// <summary>Opens a channel for no flow in particular.</summary>
    public IChannel Open(ConfiguredConnection connection) => Discreet(connection, Lend(connection));

    /// <summary>Opens a channel that knows what the flow wants, and remembers nothing.</summary>
    public IChannel Open(ConfiguredFlow flow, MappingBook book) => Discreet(flow.Connection, Lend(flow.Connection) with { Wants = book.Wants() });

    /// <summary>Opens a channel for a run of a flow.</summary>
    public IChannel Open(ConfiguredFlow flow, MappingBook book, HubDatabase database) => Discreet(flow.Connection, Lend(flow.Connection) with
    {
        Wants = book.Wants(),
        Memory = new ChannelMemory(database, flow.Name, book),
    });

    private DiscreetChannel Discreet(ConfiguredConnection connection, Connection lent) => DiscreetChannel.Open(connection.Connector, lent, Settings.Hidden);

    /// <summary>Opens the database, and makes what of it is not there.</summary>
    /// <exception cref="ProblemException">It cannot be opened.</exception>
    public async Task<HubDatabase> OpenDatabaseAsync(CancellationToken ct)
    {
        RefuseHalf();
        try
        {
            return await HubDatabase.OpenAsync(Settings.Database, ct);
        }
        catch (Exception e) when (WrongDatabase(e) is { } words)
        {
            throw new ProblemException(Problem.Database(Settings.Database.Shown, words.Ru, words.En));
        }
    }

    /// <summary>Opens the database for reading; asking a question does not create one.</summary>
    /// <exception cref="ProblemException">There is none, or it cannot be opened.</exception>
    public async Task<HubDatabase> OpenForReadingAsync(CancellationToken ct) => await HasDatabaseAsync(ct)
        ? await OpenDatabaseAsync(ct)
        : throw new ProblemException(Problem.Database(
            Settings.Database.Shown,
            "Базы ещё нет. Сначала выполните hub run или укажите папку данных: --data.",
            "There is no database yet. Do hub run first, or name the data directory: --data."));

    /// <exception cref="ProblemException">Nobody can tell: the server does not let us in.</exception>
    public async Task<bool> HasDatabaseAsync(CancellationToken ct)
    {
        RefuseHalf();
        try
        {
            return await HubDatabase.IsThereAsync(Settings.Database, ct);
        }
        catch (Exception e) when (WrongDatabase(e) is { } words)
        {
            throw new ProblemException(Problem.Database(Settings.Database.Shown, words.Ru, words.En));
        }
    }

    private void RefuseHalf()
    {
        if (DataFolder.Objection(Settings) is { } words)
        {
            throw new ProblemException(Problem.Database(Settings.Database.Shown, words.Ru, words.En));
        }
    }

    /// <summary>Unavailable or Misconfigured, with a sentence, when the database or a disk is to blame; else null.</summary>
    public (Trouble Trouble, Words Words)? Trouble(Exception e) => DiskTrouble.Of(e, Settings.DataDirectory) ?? DatabaseTrouble.Of(e);

    private Words? WrongDatabase(Exception e) => Trouble(e) is { } known
        ? known.Trouble == Connect.Trouble.Misconfigured ? known.Words : null
        : e is not (IOException or UnauthorizedAccessException) ? null : new Words(
            $"База не открывается: {e.Message} Проверьте папку данных и права на неё.",
            $"The database cannot be opened: {e.Message} Look at the data directory and the rights on it.");
}

/// <summary>A verb cannot go on because of something an administrator must correct.</summary>
internal sealed class ProblemException(params IReadOnlyList<Problem> problems) : Exception(problems[0].Words.En)
{
    public IReadOnlyList<Problem> Problems { get; } = problems;
}
