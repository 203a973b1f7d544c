using System.Text.RegularExpressions;
using Crm.Simulator.Answers;
using Crm.Simulator.Habits;
using Crm.Simulator.Sessions;
using Microsoft.AspNetCore.Http;

namespace Crm.Simulator.Http;

/// <summary>The door of the base: logs every request, lets faults and habits strike, and answers.</summary>
internal sealed class Door(Routes routes, HabitSwitches habits, Faults faults, RequestLog log, Login login, SessionDesk sessions, Slowness slowness)
{
    private const string Page = "<!DOCTYPE html><html><head><title>1С:Предприятие</title></head><body>Недостаточно прав доступа.</body></html>";
    private const int LostEvery = 3;
    private const int ShortQuery = 2048;

    private int _writes;

    public async Task AnswerAsync(HttpContext http, string root, string path, string query)
    {
        var ask = new Ask(http, root, path, query);
        var struck = faults.Next(ask.Method, ask.Place);
        var most = struck.Where(fault => fault.Kind == FaultKind.Cut).Select(fault => fault.Bytes).DefaultIfEmpty(long.MaxValue).Min();
        var body = new MeteredStream(http.Response.Body, most);
        http.Response.Body = body;
        var status = 0;
        log.Begin();
        try
        {
            await AnswerAsync(http, ask, struck);
            status = http.Response.StatusCode;
        }
        catch (BrokenOffException)
        {
            // The fault was to break off here.
        }
        finally
        {
            // Before the client can see the end of the answer, so that whoever has it finds it here.
            log.End(new RequestEntry(0, ask.Method, ask.Place, path, query, status, http.Request.ContentLength ?? 0, body.Written));
        }

        if (status == 0)
        {
            http.Abort();
        }
    }

    private async Task AnswerAsync(HttpContext http, Ask ask, IReadOnlyList<Fault> struck)
    {
        var ct = http.RequestAborted;
        foreach (var wait in struck.Where(fault => fault.Kind == FaultKind.Delay))
        {
            await slowness.WaitAsync(wait.Wait, ct);
        }

        await slowness.EnterAsync(ct);
        if (struck.Any(fault => fault.Kind == FaultKind.DropBefore))
        {
            throw new BrokenOffException();
        }

        var reply = await ReplyAsync(http, ask, struck, ct);
        if (struck.Any(fault => fault.Kind == FaultKind.DropAfter) || IsLost(ask, reply))
        {
            throw new BrokenOffException();
        }

        await SendAsync(http, AfterFaults(ask, struck, reply), ct);
    }

    private async Task<Reply> ReplyAsync(HttpContext http, Ask ask, IReadOnlyList<Fault> struck, CancellationToken ct)
    {
        try
        {
            if (!login.IsLetIn(http.Request))
            {
                http.Response.Headers.WWWAuthenticate = "Basic realm=\"1C:Enterprise\"";
                return new Reply(401);
            }

            sessions.Enter(http);
            if (ask.QueryText.Length > ShortQuery && habits.Is(Habit.ShortUrls))
            {
                return new Reply(404);
            }

            if (struck.FirstOrDefault(fault => fault.Kind == FaultKind.FailBefore) is { } failing)
            {
                throw Planned(failing);
            }

            ask.Understand(habits);
            var reply = await routes.ReplyAsync(ask, ct);
            return habits.Is(Habit.Html200) ? Reply.Text("text/html;charset=utf-8", Page) : reply;
        }
        catch (ODataFault fault)
        {
            return Answering.Fault(ask.Format, fault);
        }
        catch (Exception e) when (e is ArithmeticException or ArgumentOutOfRangeException or RegexMatchTimeoutException)
        {
            return Answering.Fault(ask.Format, ODataFault.Business("Ошибка вычисления выражения."));
        }
    }

    private static Reply AfterFaults(Ask ask, IReadOnlyList<Fault> struck, Reply reply) =>
        struck.FirstOrDefault(fault => fault.Kind == FaultKind.FailAfter) is { } failing ? Answering.Fault(ask.Format, Planned(failing))
        : struck.Any(fault => fault.Kind == FaultKind.Html) ? Reply.Text("text/html;charset=utf-8", Page)
        : reply;

    private static ODataFault Planned(Fault fault) => new(fault.Status, fault.Code, fault.Message);

    private bool IsLost(Ask ask, Reply reply) =>
        habits.Is(Habit.LostAnswers) && ask.Method != "GET" && reply.Status < 300 && Interlocked.Increment(ref _writes) % LostEvery == 0;

    private static async Task SendAsync(HttpContext http, Reply reply, CancellationToken ct)
    {
        var response = http.Response;
        response.StatusCode = reply.Status;
        response.Headers["DataServiceVersion"] = "3.0";
        if (reply.Location is { } location)
        {
            response.Headers.Location = location;
        }

        if (reply.Write is not null)
        {
            response.ContentType = reply.ContentType;
            await reply.Write(response.BodyWriter, ct);
            await response.BodyWriter.FlushAsync(ct);
        }
    }
}
