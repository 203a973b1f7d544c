namespace Crm.Core.Duplicates.Finding;

/// <summary>Legal forms in the words in which people write them.</summary>
internal static class LegalForms
{
    /// <summary>What an entrepreneur is.</summary>
    public const string Entrepreneur = "ИП";

    // Longer ones first. Joint-stock companies were renamed by law in 2014: open, closed, public are one family.
    private static readonly (string[] Words, string Form)[] Known =
    [
        .. new (string Words, string Form)[]
        {
            ("ОБЩЕСТВО С ОГРАНИЧЕННОЙ ОТВЕТСТВЕННОСТЬЮ", "ООО"), ("О О О", "ООО"), ("ООО", "ООО"), ("OOO", "ООО"), ("LLC", "ООО"), ("LTD", "ООО"),
            ("ПУБЛИЧНОЕ АКЦИОНЕРНОЕ ОБЩЕСТВО", "АО"), ("НЕПУБЛИЧНОЕ АКЦИОНЕРНОЕ ОБЩЕСТВО", "АО"), ("ОТКРЫТОЕ АКЦИОНЕРНОЕ ОБЩЕСТВО", "АО"),
            ("ЗАКРЫТОЕ АКЦИОНЕРНОЕ ОБЩЕСТВО", "АО"), ("АКЦИОНЕРНОЕ ОБЩЕСТВО", "АО"), ("ПАО", "АО"), ("НАО", "АО"), ("ОАО", "АО"), ("ЗАО", "АО"), ("АО", "АО"),
            ("PJSC", "АО"), ("OJSC", "АО"), ("CJSC", "АО"), ("JSC", "АО"), ("PAO", "АО"), ("OAO", "АО"), ("ZAO", "АО"), ("AO", "АО"),
            ("ИНДИВИДУАЛЬНЫЙ ПРЕДПРИНИМАТЕЛЬ", Entrepreneur), ("ЧАСТНЫЙ ПРЕДПРИНИМАТЕЛЬ", Entrepreneur), ("ПБОЮЛ", Entrepreneur), ("ИП", Entrepreneur), ("ЧП", Entrepreneur), ("IP", Entrepreneur),
            ("ГЛАВА КРЕСТЬЯНСКОГО ФЕРМЕРСКОГО ХОЗЯЙСТВА", "КФХ"), ("КРЕСТЬЯНСКОЕ ФЕРМЕРСКОЕ ХОЗЯЙСТВО", "КФХ"), ("ГЛАВА КФХ", "КФХ"), ("КФХ", "КФХ"),
            ("ТОВАРИЩЕСТВО С ОГРАНИЧЕННОЙ ОТВЕТСТВЕННОСТЬЮ", "ТОО"), ("ТОО", "ТОО"),
            ("ФЕДЕРАЛЬНОЕ ГОСУДАРСТВЕННОЕ УНИТАРНОЕ ПРЕДПРИЯТИЕ", "ФГУП"), ("ФГУП", "ФГУП"),
            ("ГОСУДАРСТВЕННОЕ УНИТАРНОЕ ПРЕДПРИЯТИЕ", "ГУП"), ("ГУП", "ГУП"), ("МУНИЦИПАЛЬНОЕ УНИТАРНОЕ ПРЕДПРИЯТИЕ", "МУП"), ("МУП", "МУП"),
            ("ФЕДЕРАЛЬНОЕ ГОСУДАРСТВЕННОЕ БЮДЖЕТНОЕ УЧРЕЖДЕНИЕ", "ФГБУ"), ("ФГБУ", "ФГБУ"), ("ГОСУДАРСТВЕННОЕ БЮДЖЕТНОЕ УЧРЕЖДЕНИЕ", "ГБУ"), ("ГБУ", "ГБУ"),
            ("МУНИЦИПАЛЬНОЕ БЮДЖЕТНОЕ УЧРЕЖДЕНИЕ", "МБУ"), ("МБУ", "МБУ"), ("МУНИЦИПАЛЬНОЕ БЮДЖЕТНОЕ ОБЩЕОБРАЗОВАТЕЛЬНОЕ УЧРЕЖДЕНИЕ", "МБОУ"), ("МБОУ", "МБОУ"),
            ("ГОСУДАРСТВЕННОЕ БЮДЖЕТНОЕ ОБЩЕОБРАЗОВАТЕЛЬНОЕ УЧРЕЖДЕНИЕ", "ГБОУ"), ("ГБОУ", "ГБОУ"), ("ГБУЗ", "ГБУЗ"),
            ("АВТОНОМНАЯ НЕКОММЕРЧЕСКАЯ ОРГАНИЗАЦИЯ", "АНО"), ("АНО", "АНО"), ("НЕКОММЕРЧЕСКОЕ ПАРТНЕРСТВО", "НП"), ("НП", "НП"),
            ("ТОВАРИЩЕСТВО СОБСТВЕННИКОВ ЖИЛЬЯ", "ТСЖ"), ("ТСЖ", "ТСЖ"), ("ТОВАРИЩЕСТВО СОБСТВЕННИКОВ НЕДВИЖИМОСТИ", "ТСН"), ("ТСН", "ТСН"),
            ("САДОВОЕ НЕКОММЕРЧЕСКОЕ ТОВАРИЩЕСТВО", "СНТ"), ("СНТ", "СНТ"), ("ПРОИЗВОДСТВЕННЫЙ КООПЕРАТИВ", "ПК"),
        }.Select(pair => (pair.Words.Split(' '), pair.Form)).OrderByDescending(pair => pair.Item1.Length),
    ];

    /// <summary>The form at the beginning or the end of a name, which are taken off.</summary>
    public static string? TakeFrom(List<string> words) => Known
        .Select(known => Take(words, known.Words, 0) || Take(words, known.Words, words.Count - known.Words.Length) ? known.Form : null)
        .FirstOrDefault(form => form is not null);

    // Single letters at the end are initials: «Иванов И. П.».
    private static bool Take(List<string> words, string[] form, int at)
    {
        if (at < 0 || words.Count < form.Length + at || (at > 0 && form[0].Length == 1) || !words.Skip(at).Take(form.Length).SequenceEqual(form))
        {
            return false;
        }

        words.RemoveRange(at, form.Length);
        return true;
    }
}
