using Crm.Hub.Secrets;
using Crm.Hub.Settings;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Display;

namespace Crm.Hub;

/// <summary>
/// The log: a file a day in the data directory, and what is serious on the error stream; of a service all of it, for whoever keeps what
/// services say. No personal data goes into it, and no secret.
/// </summary>
internal sealed class HubLog : IDisposable
{
    private const string InFile = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} [{Level:u3}] {Message:lj}{NewLine}{Exception}";
    private const string OnStream = "{Level:u3} {Message:lj}{NewLine}{Exception}";

    private readonly Logger _logger;
    private readonly SerilogLoggerFactory _factory;

    /// <param name="isService">Nobody watches it work.</param>
    public HubLog(string folder, TextWriter err, bool verbose, KnownSecrets secrets, LogSettings? how = null, bool isService = false)
    {
        Folder = folder;
        how ??= new LogSettings();
        _logger = new LoggerConfiguration()
            .MinimumLevel.Is(how.Level)
            .MinimumLevel.Override("Quartz", LogEventLevel.Warning)
            .WriteTo.File(
                new Discreet(FormatterOf(how.Format, InFile), secrets), Path.Combine(folder, "hub-.log"), rollingInterval: RollingInterval.Day, retainedFileCountLimit: how.KeepDays)
            .WriteTo.Sink(
                new ErrorStream(err, new Discreet(FormatterOf(isService ? how.Format : LogFormat.Text, OnStream), secrets), isService),
                verbose || isService ? LevelAlias.Minimum : LogEventLevel.Warning)
            .CreateLogger();
        _factory = new SerilogLoggerFactory(_logger);
    }

    public string Folder { get; }

    /// <summary>For libraries that write a log of their own.</summary>
    public Microsoft.Extensions.Logging.ILoggerFactory Loggers => _factory;

    public Microsoft.Extensions.Logging.ILogger For(string category) => _factory.CreateLogger(category);

    public void Began(string flow) => _logger.Information("Flow {Flow} begins", flow);

    public void Ended(string flow, long run, string outcome) => _logger.Information("Flow {Flow}, run {Run}: {Outcome}", flow, run, outcome);

    /// <summary>Says what stands in the way of a flow where nobody reads what a verb prints.</summary>
    public void Stands(string flow, string reason) => _logger.Warning("Flow {Flow}: {Reason:l}", flow, reason);

    /// <summary>A base that was away again and again is left in peace for a while.</summary>
    public void Rests(string flow, string connection, TimeSpan rest) =>
        _logger.Warning("Flow {Flow} does not begin: the base {Connection} was away just now and is left in peace for {Rest}", flow, connection, rest);

    /// <summary>A run, or the wait for its turn, reached the end of the window of its flow.</summary>
    public void Closed(string flow) => _logger.Information("Flow {Flow}: its window has closed; what is left of it goes on when it opens again", flow);

    /// <summary>A letter that did not leave is tried again.</summary>
    public void Untold(string way, string letter, string reason) => _logger.Warning("{Letter:l} did not reach {Way:l}: {Reason:l}", letter, way, reason);

    public void BackedUp(string file, long bytes) => _logger.Information("Backup {File}, {Bytes} bytes", file, bytes);

    public void Warn(string words) => _logger.Warning("{Words:l}", words);

    /// <summary>Writes the full trace to the file only: the person gets a sentence.</summary>
    public void Failed(Exception exception, string verb) =>
        _logger.ForContext(ErrorStream.FileOnly, value: true).Error(exception, "{Verb} failed", verb);

    public void Dispose()
    {
        _factory.Dispose();
        _logger.Dispose();
    }

    private static ITextFormatter FormatterOf(LogFormat format, string template) => format == LogFormat.Json
        ? InJson()
        : new MessageTemplateTextFormatter(template, System.Globalization.CultureInfo.InvariantCulture);

    // Of its own, so that a verb that writes text does not load it.
    private static RenderedCompactJsonFormatter InJson() => new();

    private sealed class ErrorStream(TextWriter err, ITextFormatter formatter, bool isService) : ILogEventSink
    {
        public const string FileOnly = "FileOnly";

        public void Emit(LogEvent logEvent)
        {
            if (isService || !logEvent.Properties.ContainsKey(FileOnly))
            {
                formatter.Format(logEvent, err);
            }
        }
    }

    // Strikes secrets out of the line as it is written, with all that was put into it.
    private sealed class Discreet(ITextFormatter inner, KnownSecrets secrets) : ITextFormatter
    {
        public void Format(LogEvent logEvent, TextWriter output)
        {
            using var line = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
            inner.Format(logEvent, line);
            output.Write(secrets.Hide(line.ToString()));
        }
    }
}
