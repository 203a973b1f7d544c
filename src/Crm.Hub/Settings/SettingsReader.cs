using Crm.Connect;
using Crm.Core.Mappings;
using Crm.Hub.Secrets;

namespace Crm.Hub.Settings;

/// <summary>Reads the settings and finds everything wrong with them at once. Touches nothing but the settings file.</summary>
internal sealed class SettingsReader
{
    private const string Section = "Hub";

    private readonly SettingsFile _file;
    private readonly Surroundings _around;
    private readonly List<Problem> _problems = [];
    private readonly KnownSecrets _known = new();
    private readonly string _data;
    private readonly SecretStore _secrets;
    private readonly SettingSecrets _hidden;
    private readonly SettingsBinder _binder;

    private SettingsReader(SettingsFile file, string? dataDirectory, Surroundings around)
    {
        (_file, _around) = (file, around);
        _data = dataDirectory is null
            ? Path.GetFullPath(PathOf("DataDirectory") ?? new HubSettings().DataDirectory, file.Folder)
            : Path.GetFullPath(dataDirectory, around.Folder);
        _secrets = new SecretStore(Path.Combine(_data, "secrets.json"), Path.GetFullPath(PathOf("Secrets:KeyFile") ?? new SecretSettings().KeyFile, _data));
        _hidden = new SettingSecrets(_secrets, _known, key => SettingsFile.Says(key, around.Environment), Report);
        _binder = new SettingsBinder(around.Environment, _hidden, Report);
    }

    /// <param name="dataDirectory">Overrides the setting; relative to the current folder.</param>
    /// <returns>The configuration with its problems, or the problem that there is no readable file.</returns>
    public static (Configuration? Configuration, Problem? Problem) Read(string? settingsFile, string? dataDirectory, Surroundings around)
    {
        var (file, problem) = SettingsFile.Read(settingsFile, around);
        return file is null ? (null, problem) : (new SettingsReader(file, dataDirectory, around).Read(), null);
    }

    private Configuration Read()
    {
        foreach (var (key, line) in _file.Twice)
        {
            _problems.Add(new Problem($"{_file.Shown}:{line}", key, "setting", true, new Words(
                $"Настройка «{key}» стоит в файле дважды. Оставьте одну.", $"The setting '{key}' stands in the file twice. Keep one.")));
        }

        foreach (var stranger in _file.TopLevel.Where(section => !IsOurs(section.Key)))
        {
            _binder.Unknown(stranger, [Section]);
        }

        var settings = (HubSettings)_binder.Bind(_file.Root.GetSection(Section), typeof(HubSettings));
        foreach (var password in DatabaseReader.PasswordsOf(settings.Database.ConnectionString))
        {
            _hidden.Saw(_file.Root.GetSection($"{Section}:Database:ConnectionString"), password);
        }

        var connections = settings.Connections.Select(pair => ConnectionOf(pair.Key, pair.Value)).OfType<ConfiguredConnection>().ToList();
        var zone = ZoneOf(settings.TimeZone);
        var schedules = new ScheduleReader(settings.Flows, zone, (flow, key, words) => Report($"{Section}:Flows:{flow}:Schedule:{key}", words));
        var flows = settings.Flows.Select(pair => FlowOf(pair.Key, pair.Value, settings, connections, schedules)).OfType<ConfiguredFlow>().ToList();

        foreach (var (key, words) in Demands.Unmet(connections, flows, _file.Folder))
        {
            Report(key, words);
        }

        if (settings.Flows.Count == 0)
        {
            Report($"{Section}:Flows", new Words("Нет ни одного потока: нечего делать.", "There is no flow: there is nothing to do."), isError: false);
        }

        return new Configuration(
            _file.Shown, _file.Folder, _data, DatabaseReader.Read(settings.Database, _data, Report), zone,
            LanguageOf(settings.Language), connections, flows, _problems)
        {
            SettingsFile = _file.Path,
            Listen = ListenOf(settings.Service.Listen),
            Circle = new TellingReader((key, words) => Report($"{Section}:Telling:{key}", words)).Read(settings.Telling),
            Secrets = _secrets,
            Hidden = _known,
            Log = LogOf(settings.Log),
            Otlp = OtlpOf(settings.Telemetry.Otlp),
            Backup = BackupPlan.Read(settings.Backup, _file.Folder, zone, (key, words) => Report($"{Section}:Backup:{key}", words)),
            KeepsRawFiles = KeepOf(settings.Archive.KeepDays),
        };
    }

    // Where the store lies must be known before any setting can be taken from it.
    private string? PathOf(string key) =>
        (string?)new SettingsScalar(_around.Environment, null, Report).Bind(_file.Root.GetSection($"{Section}:{key}"), typeof(string));

    private static bool IsOurs(string key) => string.Equals(key, Section, StringComparison.OrdinalIgnoreCase) || key == "$schema";

    private TimeZoneInfo ZoneOf(string name)
    {
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
        {
            return zone;
        }

        Report($"{Section}:TimeZone", new Words(
            $"Нет часового пояса «{name}». Пишите имя IANA, например Europe/Moscow или Asia/Yekaterinburg.",
            $"There is no time zone '{name}'. Write an IANA name such as Europe/Moscow or Asia/Yekaterinburg."));
        return TimeZoneInfo.Utc;
    }

    private Uri ListenOf(string address)
    {
        if (Uri.TryCreate(address, UriKind.Absolute, out var listen) && listen.Scheme == Uri.UriSchemeHttp && listen.PathAndQuery == "/")
        {
            return listen;
        }

        Report($"{Section}:Service:Listen", new Words(
            $"«{address}» — не адрес. Пишите, например, http://127.0.0.1:8021.", $"'{address}' is no address. Write one such as http://127.0.0.1:8021."));
        return new Uri("http://127.0.0.1:8021");
    }

    private LogSettings LogOf(LogSettings log)
    {
        if (log.KeepDays < 1)
        {
            Report($"{Section}:Log:KeepDays", new Words(
                $"Журнал хранится хотя бы один день, а здесь {log.KeepDays}.", $"A log is kept for one day at least; here it says {log.KeepDays}."));
        }

        return log;
    }

    private Uri? OtlpOf(string? address)
    {
        if (address is null || (Uri.TryCreate(address, UriKind.Absolute, out var collector) && collector.Scheme is "http" or "https" && collector.PathAndQuery == "/"))
        {
            return address is null ? null : new Uri(address);
        }

        Report($"{Section}:Telemetry:Otlp", new Words(
            $"«{address}» — не адрес сборщика. Пишите, например, http://127.0.0.1:4318.", $"'{address}' is no address of a collector. Write one such as http://127.0.0.1:4318."));
        return null;
    }

    private TimeSpan? KeepOf(int? days)
    {
        if (days < 1)
        {
            Report($"{Section}:Archive:KeepDays", new Words("Хранить нужно хотя бы день.", "At least a day is to be kept."));
        }

        return days is { } count and > 0 ? TimeSpan.FromDays(count) : null;
    }

    private string LanguageOf(string language)
    {
        if (language is "ru" or "en")
        {
            return language;
        }

        Report($"{Section}:Language", new Words(
            $"Язык «{language}» неизвестен: бывает ru или en.", $"The language '{language}' is unknown: it is ru or en."));
        return "ru";
    }

    private ConfiguredConnection? ConnectionOf(string name, ConnectionSettings settings)
    {
        var key = $"{Section}:Connections:{name}";
        var known = _around.Connectors.Select(connector => connector.Name).ToList();
        var connector = _around.Connectors.FirstOrDefault(connector => connector.Name == settings.Connector);

        if (connector is null)
        {
            var (ru, en) = Closest.Hint(settings.Connector ?? "", known);
            Report($"{key}:Connector", new Words(
                $"Нет коннектора «{settings.Connector}».{ru} Есть: {string.Join(", ", known)}.",
                $"There is no connector '{settings.Connector}'.{en} There are: {string.Join(", ", known)}."));
            return null;
        }

        var before = Errors;
        var own = _binder.Bind(settings.Settings ?? _file.Root.GetSection($"{key}:Settings"), connector.SettingsType);
        foreach (var problem in before == Errors ? connector.Validate(own) : [])
        {
            Report($"{key}:Settings:{problem.Key}", problem.Words);
        }

        return new ConfiguredConnection(name, connector, own, before == Errors);
    }

    private ConfiguredFlow? FlowOf(
        string name, FlowSettings flow, HubSettings settings, List<ConfiguredConnection> connections, ScheduleReader schedules)
    {
        var key = $"{Section}:Flows:{name}";
        foreach (var (brake, words) in flow.Brakes.Problems())
        {
            Report($"{key}:Brakes:{brake}", words);
        }

        if (flow.Mappings.Count == 0)
        {
            Report($"{key}:Mappings", new Words(
                "Не сказано, по каким сопоставлениям работает поток. Укажите файлы или папки, например [\"mappings/commerceml\"].",
                "It is not said by which mappings the flow works. Name files or folders, such as [\"mappings/commerceml\"]."));
        }

        if (flow.Connection is null || !settings.Connections.ContainsKey(flow.Connection))
        {
            var (ru, en) = Closest.Hint(flow.Connection ?? "", settings.Connections.Keys);
            Report($"{key}:Connection", new Words(
                $"Поток ссылается на соединение «{flow.Connection}», которого нет.{ru}",
                $"The flow names the connection '{flow.Connection}', which is not there.{en}"));
        }

        var connection = connections.Find(connection => connection.Name == flow.Connection);
        if (flow.Direction != Direction.In && connection is not null && !connection.Connector.Abilities.HasFlag(Abilities.Send))
        {
            Report($"{key}:Direction", new Words(
                $"Коннектор «{connection.Connector.Name}» только принимает; поток может быть лишь In.",
                $"The connector '{connection.Connector.Name}' only receives; the flow can be nothing but In."));
        }

        if (flow.Direction != Direction.In && settings.Flows.Any(other => IsBefore(other.Key, name) && Goes(other.Value, flow.Connection)))
        {
            Report($"{key}:Direction", new Words(
                $"К соединению «{flow.Connection}» уже ведёт другой поток наружу; он может быть один.",
                $"Another flow goes out to the connection '{flow.Connection}' already; there can be one."));
        }

        var schedule = schedules.Read(name);
        return connection is null || flow.Mappings.Count == 0
            ? null
            : new ConfiguredFlow(name, connection, flow.Direction, flow.Mappings, flow.Brakes.ToBrakes()) { Schedule = schedule };
    }

    private int Errors => _problems.Count(problem => problem.IsError);

    private static bool IsBefore(string one, string other) => string.CompareOrdinal(one, other) < 0;

    private static bool Goes(FlowSettings flow, string? to) => flow.Connection == to && flow.Direction != Direction.In;

    private void Report(string key, Words words) => Report(key, words, isError: true);

    private void Report(string key, Words words, bool isError)
    {
        var problem = new Problem(_file.Where(key, _around.Environment), key, "setting", isError, _known.Hide(words));
        if (!_problems.Contains(problem))
        {
            _problems.Add(problem);
        }
    }
}
