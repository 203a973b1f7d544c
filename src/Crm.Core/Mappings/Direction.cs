namespace Crm.Core.Mappings;

/// <summary>Which ways something goes: a flow, a whole mapping or one rule of it.</summary>
public enum Direction
{
    /// <summary>From the other side into the CRM.</summary>
    In,

    /// <summary>From the CRM to the other side.</summary>
    Out,

    /// <summary>Both; a flow goes in, then out, under one lease: what was just heard is not said back.</summary>
    Both,
}
