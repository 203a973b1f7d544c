namespace Crm.Core.Mappings.Reading;

/// <summary>Codes of lints. A number is never given a second meaning.</summary>
internal static class LintCodes
{
    public const string Syntax = "HUB1001";
    public const string NotFound = "HUB1002";
    public const string TooBig = "HUB1003";
    public const string Alias = "HUB1004";
    public const string Duplicate = "HUB1005";
    public const string Shape = "HUB1006";
    public const string TooDeep = "HUB1007";
    public const string UnknownKey = "HUB1010";
    public const string MissingKey = "HUB1011";
    public const string UnknownKind = "HUB1012";
    public const string UnknownField = "HUB1013";
    public const string DerivedField = "HUB1014";
    public const string UnknownExternalKind = "HUB1015";
    public const string UnknownPath = "HUB1016";
    public const string BadPath = "HUB1017";
    public const string UnknownConverter = "HUB1018";
    public const string WrongArgument = "HUB1019";
    public const string NoTable = "HUB1020";
    public const string NotAKey = "HUB1021";
    public const string UnknownWord = "HUB1022";
    public const string WrongConstant = "HUB1023";
    public const string TypeClash = "HUB1024";
    public const string Link = "HUB1025";
    public const string Each = "HUB1026";
    public const string RequiredNotMapped = "HUB1027";
    public const string TwoMappings = "HUB1029";
    public const string UnusedTable = "HUB1030";
    public const string Contradiction = "HUB1031";
    public const string KeyNotMapped = "HUB1032";
    public const string LinkToNothing = "HUB1033";
    public const string OneWay = "HUB1034";
    public const string WrittenTwice = "HUB1035";
    public const string NotAccepted = "HUB1036";
    public const string SampleDiffers = "HUB1040";
    public const string SampleUnreadable = "HUB1041";
    public const string TheirType = "HUB1042";
    public const string LinkElsewhere = "HUB1043";
    public const string WordNotThere = "HUB1044";
    public const string Operand = "HUB1045";
    public const string NotWritable = "HUB1046";
    public const string RequiredThere = "HUB1047";
    public const string TooLong = "HUB1048";
    public const string LookupLacks = "HUB1049";
    public const string FoundThere = "HUB1050";
}
