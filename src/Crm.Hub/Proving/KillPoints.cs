namespace Crm.Hub.Proving;

/// <summary>
/// Every point of a run at which the process may die: before and after each transaction and each word exchanged with a base.
/// A test keeps the list equal to what runs pass.
/// </summary>
internal static class KillPoints
{
    public static IReadOnlyList<string> All { get; } =
    [
        "opened", "kept", "received", "before-commit", "after-commit", "applied", "acknowledged", "delivery-done", "probed", "to-send", "sent", "closed",
        "there: check", "there: fetch", "there: acknowledge", "there: acknowledged there", "there: send", "there: sent there", "there: probe",
    ];
}
