using Crm.Connect;

namespace Crm.Hub.Secrets;

/// <summary>Secrets cannot be read or kept: the words say why and what to do. Nothing was lost by it.</summary>
internal sealed class SecretsException(Words words) : Exception(words.En)
{
    public Words Words { get; } = words;
}
