using Crm.Simulator.Answers;
using Crm.Simulator.Habits;
using Microsoft.AspNetCore.Http;

namespace Crm.Simulator.Sessions;

/// <summary>
/// Sessions and licences. A kept session begins with IBSession: start, lives by its cookie and takes a licence until
/// IBSession: finish; a request without one takes a licence while it is answered.
/// </summary>
internal sealed class SessionDesk(HabitSwitches habits, int licences)
{
    private const string Cookie = "ibsession";
    private const int LostAfter = 10;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _kept = new(StringComparer.Ordinal);

    /// <summary>Sessions that are kept now.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _kept.Count;
            }
        }
    }

    /// <exception cref="ODataFault">406: no licence is free. 400: the session is gone.</exception>
    public void Enter(HttpContext http)
    {
        lock (_gate)
        {
            if (!habits.Is(Habit.Sessions))
            {
                CheckLicence();
                return;
            }

            var wish = http.Request.Headers["IBSession"].ToString();
            if (http.Request.Cookies[Cookie] is { Length: > 0 } cookie)
            {
                Go(cookie, wish);
            }
            else
            {
                CheckLicence();
                Begin(http, wish);
            }
        }
    }

    /// <summary>All sessions are lost, as after a restart of the server.</summary>
    public void LoseAll()
    {
        lock (_gate)
        {
            _kept.Clear();
        }
    }

    private void CheckLicence()
    {
        if (habits.Is(Habit.LicenceExhausted) || _kept.Count >= licences)
        {
            throw new ODataFault(406, "-1", "Не удалось начать сеанс: не обнаружено свободной лицензии.");
        }
    }

    private void Begin(HttpContext http, string wish)
    {
        if (wish == "start")
        {
            var cookie = Guid.NewGuid().ToString("D");
            _kept[cookie] = 0;
            http.Response.Headers.SetCookie = $"{Cookie}={cookie}; path=/";
        }
    }

    private void Go(string cookie, string wish)
    {
        if (!_kept.TryGetValue(cookie, out var used) || habits.Is(Habit.LosesSessions) && used >= LostAfter)
        {
            _kept.Remove(cookie);
            throw ODataFault.BadRequest("сеанс отсутствует или удален");
        }

        _kept[cookie] = used + 1;
        if (wish == "finish")
        {
            _kept.Remove(cookie);
        }
    }
}
