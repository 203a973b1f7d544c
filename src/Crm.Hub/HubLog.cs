using Crm.Hub.Secrets;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Formatting;
using Serilog.Formatting.Display;

namespace Crm.Hub;

/// <summary>
/// The log: a file a day in the data directory, and what is serious on the error stream. No personal data goes into it, and no secret.
/// </summary>
internal sealed class HubLog : IDisposable
{
    private const int DaysKept = 31;

    private const string InFile = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} [{Level:u3}] {Message:lj}{NewLine}{Exception}";
    private const string OnStream = "{Level:u3} {Message:lj}{NewLine}";

    private readonly Logger _logger;
    private readonly SerilogLoggerFactory _factory;

    public HubLog(string folder, TextWriter err, bool verbose, KnownSecrets secrets)
    {
        Folder = folder;
        _logger = new LoggerConfiguration()
            .MinimumLevel.Information()
            .WriteTo.File(new Discreet(InFile, secrets), Path.Combine(folder, "hub-.log"), rollingInterval: RollingInterval.Day, retainedFileCountLimit: DaysKept)
            .WriteTo.Sink(new ErrorStream(err, new Discreet(OnStream, secrets)), verbose ? LogEventLevel.Information : LogEventLevel.Warning)
            .CreateLogger();
        _factory = new SerilogLoggerFactory(_logger);
    }

    public string Folder { get; }

    public Microsoft.Extensions.Logging.ILogger For(string category) => _factory.CreateLogger(category);

    public void Began(string flow) => _logger.Information("Flow {Flow} begins", flow);

    public void Ended(string flow, long run, string outcome) => _logger.Information("Flow {Flow}, run {Run}: {Outcome}", flow, run, outcome);

    /// <summary>Says what stands in the way of a flow where nobody reads what a verb prints.</summary>
    public void Stands(string flow, string reason) => _logger.Warning("Flow {Flow}: {Reason:l}", flow, reason);

    /// <summary>A base that was away again and again is left in peace for a while.</summary>
    public void Rests(string flow, string connection, TimeSpan rest) =>
        _logger.Warning("Flow {Flow} does not begin: the base {Connection} was away just now and is left in peace for {Rest}", flow, connection, rest);

    /// <summary>A letter that did not leave is tried again.</summary>
    public void Untold(string way, string letter, string reason) => _logger.Warning("{Letter:l} did not reach {Way:l}: {Reason:l}", letter, way, reason);

    public void Warn(string words) => _logger.Warning("{Words:l}", words);

    /// <summary>Writes the full trace to the file only: the person gets a sentence.</summary>
    public void Failed(Exception exception, string verb) =>
        _logger.ForContext(ErrorStream.FileOnly, value: true).Error(exception, "{Verb} failed", verb);

    public void Dispose()
    {
        _factory.Dispose();
        _logger.Dispose();
    }

    private sealed class ErrorStream(TextWriter err, ITextFormatter formatter) : ILogEventSink
    {
        public const string FileOnly = "FileOnly";

        public void Emit(LogEvent logEvent)
        {
            if (!logEvent.Properties.ContainsKey(FileOnly))
            {
                formatter.Format(logEvent, err);
            }
        }
    }

    // Strikes secrets out of the line as it is written, with all that was put into it.
    private sealed class Discreet(string template, KnownSecrets secrets) : ITextFormatter
    {
        private readonly MessageTemplateTextFormatter _inner = new(template, System.Globalization.CultureInfo.InvariantCulture);

        public void Format(LogEvent logEvent, TextWriter output)
        {
            using var line = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
            _inner.Format(logEvent, line);
            output.Write(secrets.Hide(line.ToString()));
        }
    }
}
