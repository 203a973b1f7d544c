using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Formatting.Display;

namespace Crm.Hub;

/// <summary>
/// The log: a file a day in the data directory, and what is serious on the error stream. No personal data goes into it.
/// </summary>
internal sealed class HubLog : IDisposable
{
    private const int DaysKept = 31;

    private readonly Logger _logger;
    private readonly SerilogLoggerFactory _factory;

    public HubLog(string folder, TextWriter err, bool verbose)
    {
        Folder = folder;
        _logger = new LoggerConfiguration()
            .MinimumLevel.Information()
            .WriteTo.File(Path.Combine(folder, "hub-.log"), rollingInterval: RollingInterval.Day, retainedFileCountLimit: DaysKept, formatProvider: System.Globalization.CultureInfo.InvariantCulture)
            .WriteTo.Sink(new ErrorStream(err), verbose ? LogEventLevel.Information : LogEventLevel.Warning)
            .CreateLogger();
        _factory = new SerilogLoggerFactory(_logger);
    }

    public string Folder { get; }

    public Microsoft.Extensions.Logging.ILogger For(string category) => _factory.CreateLogger(category);

    public void Began(string flow) => _logger.Information("Flow {Flow} begins", flow);

    public void Ended(string flow, long run, string outcome) => _logger.Information("Flow {Flow}, run {Run}: {Outcome}", flow, run, outcome);

    /// <summary>Says what stands in the way of a flow where nobody reads what a verb prints.</summary>
    public void Stands(string flow, string reason) => _logger.Warning("Flow {Flow}: {Reason:l}", flow, reason);

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

    private sealed class ErrorStream(TextWriter err) : ILogEventSink
    {
        public const string FileOnly = "FileOnly";

        private static readonly MessageTemplateTextFormatter Formatter =
            new("{Level:u3} {Message:lj}{NewLine}", System.Globalization.CultureInfo.InvariantCulture);

        public void Emit(LogEvent logEvent)
        {
            if (!logEvent.Properties.ContainsKey(FileOnly))
            {
                Formatter.Format(logEvent, err);
            }
        }
    }
}
