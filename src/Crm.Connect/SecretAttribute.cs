namespace Crm.Connect;

/// <summary>
/// Marks a property of a settings class that nobody may see, such as a password. The hub keeps its value out of logs and sentences,
/// and warns where it stands in the settings file itself.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretAttribute : Attribute;
