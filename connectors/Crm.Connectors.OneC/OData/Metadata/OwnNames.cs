namespace Crm.Connectors.OneC.OData.Metadata;

/// <summary>Names that 1C gives properties of its own, in English in every configuration.</summary>
internal static class OwnNames
{
    public const string Ref = "Ref_Key";
    public const string Version = "DataVersion";
    public const string Deleted = "DeletionMark";
    public const string Date = "Date";
    public const string Period = "Period";
    public const string Line = "LineNumber";
    public const string Posted = "Posted";
    public const string Recorder = "Recorder";
    public const string Predefined = "Predefined";
    public const string PredefinedName = "PredefinedDataName";

    /// <summary>Before the names of types, in values and in $metadata.</summary>
    public const string Space = "StandardODATA.";

    /// <summary>A name without <see cref="Space"/>.</summary>
    public static string Local(string type) => type.StartsWith(Space, StringComparison.Ordinal) ? type[Space.Length..] : type;
}
