using Crm.Connect;
using Crm.Connectors.OneC.OData.Metadata;
using Crm.Connectors.OneC.OData.Wire;

namespace Crm.Connectors.OneC.OData;

/// <summary>Reads and writes a 1C base over its standard OData interface, as the platform 8.3 publishes it.</summary>
public sealed class OneCODataConnector : IConnector
{
    private const int LongestPage = 64, LongestTimeout = 3600, LongestOverlap = 366, MostRequests = 6000;

    public string Name => "onec-odata";

    public Abilities Abilities =>
        Abilities.Receive | Abilities.ReportsDeletions | Abilities.DescribesKinds | Abilities.NamesVersions | Abilities.Send | Abilities.Probe;

    public Type SettingsType => typeof(OneCODataSettings);

    /// <summary>None: every base has its own, see <see cref="KindsOf"/>.</summary>
    public IReadOnlyList<ExternalKind> Kinds => [];

    public IReadOnlyList<ExternalKind> KindsOf(Connection connection) => Pin.Of(connection).Load() is { } index ? ShapeKinds.Of(index) : [];

    public IEnumerable<SettingProblem> Validate(object settings)
    {
        var odata = (OneCODataSettings)settings;
        return [.. Whom(odata), .. Changes(odata), .. Limits(odata), .. Words(odata)];
    }

    /// <summary>The node of the exchange plan: what it told and what was confirmed, 1C forgets.</summary>
    public IEnumerable<SettingClaim> Claims(object settings, string baseDirectory) =>
        (OneCODataSettings)settings is { Plan: { } plan, Node: { } node } odata
            ? [new SettingClaim("Node", $"{Root.Of(odata.Address)} {plan} {node}") { IsReadOnce = true }]
            : [];

    public IChannel Open(Connection connection)
    {
        var settings = (OneCODataSettings)connection.Settings;
        var zone = settings.TimeZone is null ? connection.TimeZone : TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone);
        return new OneCODataChannel(connection with { TimeZone = zone }, settings);
    }

    private static IEnumerable<SettingProblem> Whom(OneCODataSettings odata)
    {
        if (!Root.IsAddress(odata.Address))
        {
            yield return Problem("Address", "нужен полный адрес публикации без имени и пароля; пример: https://server/base", "the whole address of the publication is wanted, without a name or password in it; an example: https://server/base");
        }

        if (string.IsNullOrWhiteSpace(odata.User))
        {
            yield return Problem("User", "не указан пользователь базы", "the user of the base is not set");
        }
        else if (odata.User.Contains(':', StringComparison.Ordinal))
        {
            yield return Problem("User", "двоеточия в имени быть не может", "a name cannot have a colon");
        }

        if (odata.TimeZone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(odata.TimeZone, out _))
        {
            yield return Problem("TimeZone", $"неизвестный часовой пояс «{odata.TimeZone}»; пример: Europe/Moscow", $"unknown time zone '{odata.TimeZone}'; an example: Europe/Moscow");
        }
    }

    private static IEnumerable<SettingProblem> Changes(OneCODataSettings odata)
    {
        if (!Enum.IsDefined(odata.Changes))
        {
            yield return Problem("Changes", "должно быть Auto, Plan, Dates или Versions", "must be Auto, Plan, Dates or Versions");
        }

        var wantsPlan = odata.Changes == ChangeSource.Plan || (odata.Changes == ChangeSource.Auto && (odata.Plan ?? odata.Node) is not null);
        if (wantsPlan && string.IsNullOrWhiteSpace(odata.Plan))
        {
            yield return Problem("Plan", "не указан план обмена", "the exchange plan is not set");
        }

        if (wantsPlan && string.IsNullOrWhiteSpace(odata.Node))
        {
            yield return Problem("Node", "не указан код узла хаба в плане обмена", "the code of the hub's node in the exchange plan is not set");
        }

        if (!wantsPlan && (odata.Plan ?? odata.Node) is not null)
        {
            yield return Problem("Changes", $"при {odata.Changes} план обмена не используется; уберите Plan и Node или поставьте Plan", $"with {odata.Changes} no exchange plan is used; remove Plan and Node or set Plan");
        }
    }

    private static IEnumerable<SettingProblem> Limits(OneCODataSettings odata) => new[]
    {
        Between("Overlap", odata.Overlap, 0, LongestOverlap),
        Between("PageMegabytes", odata.PageMegabytes, 1, LongestPage),
        Between("Parallel", odata.Parallel, 1, 2),
        Between("RequestsPerMinute", odata.RequestsPerMinute, 0, MostRequests),
        Between("TimeoutSeconds", odata.TimeoutSeconds, 1, LongestTimeout),
    }.OfType<SettingProblem>();

    private static IEnumerable<SettingProblem> Words(OneCODataSettings odata)
    {
        if (!Enum.IsDefined(odata.Post))
        {
            yield return Problem("Post", "должно быть Asked, Never или Always", "must be Asked, Never or Always");
        }

        if (odata.Accounts.Trim(' ', ',').Length == 0)
        {
            yield return Problem("Accounts", "не назван ни один счёт; пример: 41, 43", "no account is named; an example: 41, 43");
        }

        if (odata.Metadata is not null && string.IsNullOrWhiteSpace(odata.Metadata))
        {
            yield return Problem("Metadata", "имя файла пусто; укажите его или уберите Metadata", "the name of the file is blank; name one or remove Metadata");
        }
    }

    private static SettingProblem? Between(string key, int value, int least, int most) =>
        value >= least && value <= most ? null : Problem(key, $"должно быть от {least} до {most}", $"must be from {least} to {most}");

    private static SettingProblem Problem(string key, string ru, string en) => new(key, new Words(ru, en));
}
