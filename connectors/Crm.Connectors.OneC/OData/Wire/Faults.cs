using Crm.Connect;

namespace Crm.Connectors.OneC.OData.Wire;

/// <summary>Says for a person what an answer means that is not the one we asked for.</summary>
internal static class Faults
{
    /// <param name="what">What was asked for: a set, an action. Never a key or a value.</param>
    public static ConnectorException Of(Answer answer, string what) => answer switch
    {
        { Outcome: Outcome.TooLong } => Away(what, "ответ длиннее предела и не дочитан; уменьшите PageMegabytes", "the answer is longer than the limit and was not read to its end; lower PageMegabytes"),
        { Status: 0 } => Away(what, $"1С не ответила ({answer.Fault}); проверьте Address, сеть и веб-сервер", $"1C did not answer ({answer.Fault}); check Address, the network and the web server"),
        { Status: 401, Error.Code: OneCError.NoRight } => Wrong(what, "у пользователя нет права на эти данные (код 20); пароль верен, дайте право чтения", "the user has no right to this (code 20); the password is right, grant the right to read"),
        { Status: 401 } => Wrong(what, "1С не приняла имя или пароль; проверьте User и Password (в облаке нужен пользователь базы)", "1C did not take the name or the password; check User and Password (in a cloud it is the user of the base)"),
        { Status: 403 } => Wrong(what, "веб-сервер запретил запрос; проверьте публикацию и её права", "the web server forbids the request; check the publication and its rights"),
        { Status: 404, Error: null } => Wrong(what, "по этому адресу нет OData; проверьте Address и публикацию стандартного интерфейса OData", "there is no OData at this address; check Address and that the standard OData interface is published"),
        { Error.Code: OneCError.NoSuchSet } => Wrong(what, "набор не опубликован; включите его в состав стандартного интерфейса OData", "the set is not published; include it in the standard OData interface"),
        { Status: 406 } => Away(what, "1С не начинает сеанс; нет свободной лицензии или сеанса", "1C starts no session; there is no free licence or session"),
        { Status: >= 300 and < 400 } => Wrong(what, "адрес перенаправляет на другой; укажите в Address тот, что отвечает сам", "the address redirects to another; set Address to the one that answers itself"),
        { Outcome: Outcome.Unknown, Status: < 300 } => Away(what, "вместо ответа 1С пришла страница HTML; обычно нет прав или в 1С случилась ошибка", "a page of HTML came instead of an answer of 1C; most often a right is missing or 1C threw"),
        { Error: { } error } when answer.Status >= 500 => Away(what, $"1С ответила ошибкой {Said(error)}", $"1C answered with the error {Said(error)}"),
        { Error: { } error } => Wrong(what, $"1С не приняла запрос: {Said(error)}; если конфигурацию обновили, закрепите её описание заново", $"1C did not take the request: {Said(error)}; when the configuration was updated, pin its description anew"),
        _ => Away(what, $"веб-сервер ответил {answer.Status} без слов 1С", $"the web server answered {answer.Status} without words of 1C"),
    };

    /// <summary>An answer after which the object is not as was asked: whatever it said, nobody knows what 1C did.</summary>
    public static ConnectorException Unseen(Answer answer, string what) => answer.IsDone
        ? Away(what, "1С согласилась, но записанного в базе не видно; хаб посмотрит ещё раз", "1C agreed, but what was written is not seen in the base; the hub will look again")
        : Of(answer, what);

    /// <summary>The code, the text of 1C as far as it may be shown.</summary>
    public static string Said(OneCError error) => $"{Sanitised.Of(error.Code)}: {Sanitised.Of(error.Text)}";

    public static ConnectorException Away(string what, string ru, string en) => new(Trouble.Unavailable, new Words($"{what}: {ru}", $"{what}: {en}"));

    public static ConnectorException Wrong(string what, string ru, string en) => new(Trouble.Misconfigured, new Words($"{what}: {ru}", $"{what}: {en}"));
}
