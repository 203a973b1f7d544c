namespace Crm.Connectors.OneC.Tests.OData;

// What every channel owes, under each habit that bases of 1C have. Under html-200 and licence-exhausted nothing can be read or
// written: how that is told, the tests of the wire show.

public sealed class EverydayCompliance() : OneCODataCompliance("");

public sealed class CountMarkCompliance() : OneCODataCompliance("count-mark");

public sealed class CompositeFailsCompliance() : OneCODataCompliance("composite-fails");

public sealed class CountIgnoresPagingCompliance() : OneCODataCompliance("count-ignores-paging");

public sealed class Rights401Compliance() : OneCODataCompliance("rights-401");

public sealed class PostingFailsCompliance() : OneCODataCompliance("posting-fails");

public sealed class LostAnswersCompliance() : OneCODataCompliance("lost-answers");

public sealed class SlowStartCompliance() : OneCODataCompliance("slow-start");

public sealed class SessionsCompliance() : OneCODataCompliance("sessions");

public sealed class SessionsLosesSessionsCompliance() : OneCODataCompliance("sessions,loses-sessions");

public sealed class Caps1000Compliance() : OneCODataCompliance("caps-1000");

public sealed class RefusesLoadModeCompliance() : OneCODataCompliance("refuses-load-mode");

public sealed class ShortUrlsCompliance() : OneCODataCompliance("short-urls");

public sealed class NoIgnoresUnknownCompliance() : OneCODataCompliance("no-ignores-unknown");

public sealed class NoIgnoresIfMatchCompliance() : OneCODataCompliance("no-ignores-if-match");

public sealed class NoCutsStringsCompliance() : OneCODataCompliance("no-cuts-strings");

public sealed class NoKeyOrderFailsCompliance() : OneCODataCompliance("no-key-order-fails");

public sealed class NoSilentExpandCompliance() : OneCODataCompliance("no-silent-expand");

public sealed class NoPadsCodesCompliance() : OneCODataCompliance("no-pads-codes");

public sealed class NoRefusesPlusCompliance() : OneCODataCompliance("no-refuses-plus");

public sealed class NoDropsBadNumbersCompliance() : OneCODataCompliance("no-drops-bad-numbers");
