using System.Text;

namespace Crm.Benchmarks.Generation;

/// <summary>Words of a trading firm that names no one.</summary>
internal static class Vocabulary
{
    public static readonly string[] Things =
    [
        "Дрель", "Перфоратор", "Шлифмашина", "Лобзик", "Рубанок", "Отвёртка", "Ключ комбинированный", "Молоток слесарный",
        "Рулетка", "Ножовка", "Уровень строительный", "Костюм рабочий", "Ботинки рабочие", "Каска защитная", "Очки защитные",
        "Перчатки спилковые", "Кабель силовой", "Светильник потолочный", "Удлинитель", "Саморез по дереву", "Анкер-болт",
    ];

    public static readonly string[] Makes = ["Вектор", "Мастеровой", "Заря", "Надёжа", "Шаг", "Хват", "Крепь", "Кабельщик", "Щит"];

    public static readonly string[] Colours = ["белый", "чёрный", "серый", "синий", "зелёный", "красный", "жёлтый", "оранжевый"];

    public static readonly string[] Properties =
        ["Материал", "Цвет", "Назначение", "Класс защиты", "Страна происхождения", "Сезон", "Упаковка", "Покрытие"];

    public static readonly string[] Surnames = ["Ермаков", "Лаптев", "Сомов", "Чистяков", "Яковлев", "Бирюков", "Ветров", "Карпов"];

    public static readonly string[] Names = ["Андрей", "Борис", "Виктор", "Глеб", "Егор", "Иван", "Олег", "Пётр"];

    public static readonly string[] Patronymics = ["Андреевич", "Борисович", "Викторович", "Егорович", "Иванович", "Олегович"];

    public static readonly string[] Towns = ["Санкт-Петербург", "Вологда", "Екатеринбург", "Нижний Новгород", "Архангельск", "Тверь"];

    public static readonly string[] Streets = ["Складская", "Заводская", "Полевая", "Торговая", "Мельничная", "Портовая"];

    public static readonly string[] Banks = ["044099871", "048699712", "042299746", "046599785"];

    private static readonly string[] Prose =
    [
        "прочный", "корпус", "из", "стали", "рукоятка", "с", "мягкой", "накладкой", "подходит", "для", "ежедневной", "работы",
        "на", "складе", "и", "в", "мастерской", "легко", "чистится", "не", "боится", "влаги", "гарантия", "поставщика",
        "комплект", "упакован", "в", "картонную", "коробку", "соответствует", "требованиям", "безопасности",
    ];

    /// <summary>As many words of plain prose.</summary>
    public static string Text(ref Dice dice, int words)
    {
        var text = new StringBuilder();
        for (var word = 0; word < words; word++)
        {
            text.Append(word == 0 ? "" : " ").Append(dice.Of(Prose));
        }

        return text.Append('.').ToString();
    }

    public static (string Surname, string Name, string Patronymic) Person(ref Dice dice) =>
        (dice.Of(Surnames), dice.Of(Names), dice.Of(Patronymics));
}
