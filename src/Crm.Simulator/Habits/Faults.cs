namespace Crm.Simulator.Habits;

/// <summary>The plan of what will go wrong. The same plan over the same requests strikes the same ones.</summary>
public sealed class Faults
{
    private readonly Lock _gate = new();
    private readonly List<Planned> _planned = [];

    public void Plan(Fault fault)
    {
        lock (_gate)
        {
            _planned.Add(new Planned(fault));
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _planned.Clear();
        }
    }

    /// <summary>Faults that have not struck to their end.</summary>
    public IReadOnlyList<Fault> Waiting
    {
        get
        {
            lock (_gate)
            {
                return [.. _planned.Select(planned => planned.Fault)];
            }
        }
    }

    /// <summary>Counts one request and tells which faults strike it.</summary>
    internal IReadOnlyList<Fault> Next(string method, string set)
    {
        lock (_gate)
        {
            var struck = _planned.Where(planned => planned.Counts(method, set) && planned.Strikes()).ToList();
            _planned.RemoveAll(planned => planned.IsOver);
            return [.. struck.Select(planned => planned.Fault)];
        }
    }

    private sealed class Planned(Fault fault)
    {
        private int _seen;

        public Fault Fault => fault;

        public bool IsOver => _seen >= fault.Nth + fault.Times - 1;

        public bool Counts(string method, string set) =>
            (fault.Method is null || fault.Method == method) && (fault.Set is null || fault.Set == set);

        public bool Strikes() => ++_seen >= fault.Nth && _seen < fault.Nth + fault.Times;
    }
}
