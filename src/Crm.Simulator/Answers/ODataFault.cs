namespace Crm.Simulator.Answers;

/// <summary>An answer of 1C that is no success: status, its own code and its words, which echo names from the request.</summary>
internal sealed class ODataFault(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    public static ODataFault NotSupported(string option) => new(400, "0", $"Параметр {option} не поддерживается.");

    public static ODataFault Unparsed(string text) => new(400, "1", $"Не удалось разобрать строку: {text}");

    public static ODataFault BadRequest(string what) => new(400, "2", $"Неверный формат запроса: {what}");

    public static ODataFault BadFormat(string format) => new(400, "3", $"Запрошенный формат представления не поддерживается: {format}");

    public static ODataFault BadValue(string property) => new(400, "4", $"Неверное значение свойства \"{property}\".");

    public static ODataFault Missing(string property) => new(400, "5", $"Не задано обязательное свойство \"{property}\".");

    public static ODataFault BadPath(string segment) => new(400, "6", $"Сегмент пути \"{segment}\" не найден.");

    public static ODataFault NoMethod(string name) => new(400, "6", $"Метод не найден: {name}");

    public static ODataFault NoKeyPart(string name) => new(400, "7", $"Не задана часть ключа: {name}");

    public static ODataFault NoSet(string name) => new(404, "8", $"Сущность \"{name}\" не найдена.");

    public static ODataFault NoInstance(string set) => new(404, "9", $"Экземпляр сущности \"{set}\" не найден по переданному ключу.");

    public static ODataFault NoArgument(string name) => new(400, "12", $"Не задан аргумент: {name}");

    public static ODataFault Rows(string set) => new(400, "13", $"Строки табличной части не могут быть созданы отдельно: {set}");

    public static ODataFault Option(string option) => new(400, "14", $"Ошибка разбора опции запроса \"{option}\".");

    public static ODataFault Exists(string set) => new(400, "15", $"Сущность \"{set}\" с таким ключом уже существует.");

    public static ODataFault NoLoadMode() => new(400, "17", "Режим загрузки данных не поддерживается.");

    public static ODataFault Method(string method) => new(405, "19", $"Метод {method} запрещён.");

    public static ODataFault Rights() => new(401, "20", "Недостаточно прав доступа.");

    public static ODataFault Stale() => new(412, "2", "Версия объекта отличается от переданной.");

    public static ODataFault Business(string message) => new(500, "-1", message);
}
