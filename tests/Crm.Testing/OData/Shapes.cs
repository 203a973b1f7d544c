namespace Crm.Testing.OData;

/// <summary>
/// The shapes of three configurations of 1C as their OData tells them, cut down to the sets that a hub touches. They lie beside
/// every test program that uses this kit.
/// </summary>
public static class Shapes
{
    /// <summary>Бухгалтерия предприятия 3.0.</summary>
    public static string Bp => Of("bp");

    /// <summary>Управление торговлей 11.5.</summary>
    public static string Ut => Of("ut");

    /// <summary>Управление нашей фирмой 3.0.</summary>
    public static string Unf => Of("unf");

    /// <summary>The file of the shape named bp, ut or unf.</summary>
    public static string Of(string name) => Path.Combine(AppContext.BaseDirectory, "OData", name + ".edmx");
}
