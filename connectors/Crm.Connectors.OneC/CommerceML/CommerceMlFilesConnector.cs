using Crm.Connect;
using Crm.Connectors.OneC.CommerceML.Sending;

namespace Crm.Connectors.OneC.CommerceML;

/// <summary>Reads what 1C leaves in a folder, CommerceML 2.03 to 3.1, as files or zips, and writes orders, invoices and clients into another one.</summary>
public sealed class CommerceMlFilesConnector : IConnector
{
    private const int LongestQuiet = 24 * 60 * 60;

    internal static Words NoOut { get; } = new(
        "не указана папка Out, из которой 1С берёт отправленное; укажите её в настройках соединения",
        "the folder Out, from which 1C takes what is sent, is not set; set it in the settings of the connection");

    public string Name => "commerceml-files";

    public Abilities Abilities => Abilities.Receive | Abilities.ReportsDeletions | Abilities.Send;

    public Type SettingsType => typeof(CommerceMlFilesSettings);

    public IReadOnlyList<ExternalKind> Kinds => ExternalKinds.All;

    public IEnumerable<SettingProblem> Validate(object settings)
    {
        var files = (CommerceMlFilesSettings)settings;
        return [.. Receiving(files), .. Sending(files)];
    }

    public IEnumerable<SettingProblem> Lacks(object settings, Abilities needed)
    {
        if (needed.HasFlag(Abilities.Send) && ((CommerceMlFilesSettings)settings).Out is null)
        {
            yield return new SettingProblem("Out", NoOut);
        }
    }

    // Two connections may look into one folder; nobody may look into the one where another puts what it sends.
    public IEnumerable<SettingClaim> Claims(object settings, string baseDirectory)
    {
        var files = (CommerceMlFilesSettings)settings;
        yield return new SettingClaim("Folder", PlaceOf(files.Folder, baseDirectory)) { IsShared = true };
        if (files.Out is { } folder)
        {
            yield return new SettingClaim("Out", PlaceOf(folder, baseDirectory));
        }
    }

    private static string PlaceOf(string folder, string baseDirectory) => OutFolder.NameOf(Path.GetFullPath(folder, Path.GetFullPath(baseDirectory)));

    public IChannel Open(Connection connection)
    {
        var settings = (CommerceMlFilesSettings)connection.Settings;
        var zone = settings.TimeZone is null ? connection.TimeZone : TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone);
        return new CommerceMlFilesChannel(connection with { TimeZone = zone }, settings);
    }

    private static IEnumerable<SettingProblem> Receiving(CommerceMlFilesSettings files)
    {
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

    private static IEnumerable<SettingProblem> Sending(CommerceMlFilesSettings files)
    {
        if (files.Out is not null && string.IsNullOrWhiteSpace(files.Out))
        {
            yield return new SettingProblem("Out", new Words("папка для 1С пуста; укажите путь или уберите Out", "the folder for 1C is blank; name one or remove Out"));
        }
        else if (files.Out is not null && OutFolder.MayLieWithin(files.Out, files.Folder))
        {
            yield return new SettingProblem("Out", OutFolder.WithinWords);
        }

        if (!Enum.IsDefined(files.OutForm))
        {
            yield return new SettingProblem("OutForm", new Words("должно быть Standard, Site или Container", "must be Standard, Site or Container"));
        }

        if (!Enum.IsDefined(files.OutEncoding))
        {
            yield return new SettingProblem("OutEncoding", new Words("должно быть Utf8 или Windows1251", "must be Utf8 or Windows1251"));
        }
    }
}
