using Crm.Connect;

namespace Crm.Connectors.OneC.CommerceML;

/// <summary>Reads what 1C leaves in a folder: CommerceML 2.03 to 3.1, as files or zips.</summary>
public sealed class CommerceMlFilesConnector : IConnector
{
    private const int LongestQuiet = 24 * 60 * 60;

    public string Name => "commerceml-files";

    public Abilities Abilities => Abilities.Receive | Abilities.ReportsDeletions | Abilities.DescribesKinds;

    public Type SettingsType => typeof(CommerceMlFilesSettings);

    public IReadOnlyList<ExternalKind> Kinds => ExternalKinds.All;

    public IEnumerable<SettingProblem> Validate(object settings)
    {
        var files = (CommerceMlFilesSettings)settings;
        if (string.IsNullOrWhiteSpace(files.Folder))
        {
            yield return new SettingProblem("Folder", new Words("не указана папка обмена", "the exchange folder is not set"));
        }

        if (files.QuietSeconds is < 0 or > LongestQuiet)
        {
            yield return new SettingProblem("QuietSeconds", new Words($"должно быть от 0 до {LongestQuiet}", $"must be from 0 to {LongestQuiet}"));
        }

        if (!Enum.IsDefined(files.AfterReading))
        {
            yield return new SettingProblem("AfterReading", new Words("должно быть Keep или Move", "must be Keep or Move"));
        }

        if (files.TimeZone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(files.TimeZone, out _))
        {
            yield return new SettingProblem("TimeZone", new Words($"неизвестный часовой пояс «{files.TimeZone}»; пример: Europe/Moscow", $"unknown time zone '{files.TimeZone}'; an example: Europe/Moscow"));
        }
    }

    public IChannel Open(Connection connection)
    {
        var settings = (CommerceMlFilesSettings)connection.Settings;
        var zone = settings.TimeZone is null ? connection.TimeZone : TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone);
        return new CommerceMlFilesChannel(connection with { TimeZone = zone }, settings);
    }
}
