using System.Text.Json;

namespace Crm.Connectors.OneC.OData.Raw;

/// <summary>
/// The form in which a delivery is kept: lines of JSON, each understood by itself. The first one names the form, the last one
/// tells how many there were, so that a delivery that was cut off is known. Between them stands one line for each object,
/// and after what a register says about objects, of how many it speaks, told here or not:
/// <code>
/// {"set":"Catalog_X","object":{…exactly as 1C told it…}}
/// {"set":"InformationRegister_X","id":"values of the key","object":{…}}
/// {"set":"Catalog_X","deleted":"guid"}
/// {"set":"InformationRegister_X","about":"Document_Y","id":"guid","rows":[{…},…]}
/// {"set":"InformationRegister_X","about":"Document_Y","spoken":12}
/// </code>
/// </summary>
internal static class RawForm
{
    public const int Version = 1;

    // An object with ten thousand rows has some ten megabytes.
    public const int LongestLine = 128 << 20;

    public static readonly JsonEncodedText Form = JsonEncodedText.Encode("onec-odata");
    public static readonly JsonEncodedText Set = JsonEncodedText.Encode("set");
    public static readonly JsonEncodedText Object = JsonEncodedText.Encode("object");
    public static readonly JsonEncodedText Deleted = JsonEncodedText.Encode("deleted");
    public static readonly JsonEncodedText About = JsonEncodedText.Encode("about");
    public static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    public static readonly JsonEncodedText Rows = JsonEncodedText.Encode("rows");
    public static readonly JsonEncodedText Spoken = JsonEncodedText.Encode("spoken");
    public static readonly JsonEncodedText End = JsonEncodedText.Encode("end");

    /// <summary>Cyrillic stays Cyrillic: whoever opens the archive can read it.</summary>
    public static readonly JsonWriterOptions Writing = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
