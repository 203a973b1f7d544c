using Crm.Connectors.OneC.CommerceML.Xml;

namespace Crm.Connectors.OneC.CommerceML.Pieces;

/// <summary>
/// Walks over one CommerceML document, root to blocks to sections, and stops at each piece. Blocks come in any order;
/// what is not known is passed over, though it must be well formed too. Elements are told apart by local name only.
/// </summary>
internal sealed class PieceScanner(Stream utf8, string file, XmlNames names) : IDisposable
{
    private const string Root = "КоммерческаяИнформация";

    private readonly XmlScanner _xml = new(utf8, file, names);
    private string? _block;
    private string? _section;
    private bool _isPromised;
    private long _told;

    /// <summary>What the root says of when the file was formed, as it says it.</summary>
    public string? Formed { get; private set; }

    public PieceType Type { get; private set; } = null!;

    /// <summary>Of what kind the block that ended here promised all, and how many it told; null where a piece stands.</summary>
    public (string Kind, long Told)? Promise { get; private set; }

    /// <summary>The bytes of the piece, none of a promise. Valid until the next one is asked for.</summary>
    public ReadOnlySpan<byte> Bytes => Promise is null ? _xml.Taken : default;

    public long Line => _xml.Line;

    /// <summary>Goes to the next piece; false at the end of a document that is well formed to its end.</summary>
    public bool MoveNext(CancellationToken ct)
    {
        Promise = null;
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var markup = _xml.Next();
            if (markup == Markup.EndOfDocument)
            {
                return false;
            }

            if (markup switch { Markup.End => Leave(), Markup.Empty => PassEmpty(), _ => Enter() })
            {
                return true;
            }
        }
    }

    public void Dispose() => _xml.Dispose();

    private bool Enter()
    {
        var element = _xml.Name;
        if (_xml.Depth == 1)
        {
            EnterRoot(element);
            return false;
        }

        RefuseFirstVersion(_xml.Depth);
        if (PieceType.Of(_block, _section, element) is { } type)
        {
            Type = type;
            _told += type.Form is PieceForm.Goods or PieceForm.Offer or PieceForm.Party ? 1 : 0;
            _xml.Take();
            return true;
        }

        if (_xml.Depth == 2 && PieceType.IsBlock(element))
        {
            _block = element;
            _isPromised = PromisesAll();
            _told = 0;
        }
        else if (_xml.Depth == 3 && PieceType.IsSection(element))
        {
            _section = element;
        }
        else
        {
            _xml.Skip();
        }

        return false;
    }

    private bool Leave()
    {
        if (_xml.Depth == 2)
        {
            _section = null;
        }
        else if (_xml.Depth == 1 && _block is { } block)
        {
            _block = null;
            return _isPromised && Promises(block, _told);
        }

        return false;
    }

    // Only what is said in so many words: many exports leave the attribute out of what holds changes only.
    private bool PromisesAll() => _xml.Attribute("СодержитТолькоИзменения")?.Trim() is "false" or "0";

    private bool Promises(string block, long told)
    {
        if (PieceType.PromiseOf(block) is not (var type, var kind))
        {
            return false;
        }

        (Type, Promise) = (type, (kind, told));
        return true;
    }

    private void EnterRoot(string element)
    {
        if (element != Root)
        {
            throw Broken.NotOurs(
                file,
                $"корень «{element}», а не «{Root}»: это не файл CommerceML, он не тронут",
                $"the root is '{element}', not '{Root}': this is no CommerceML file, it stays untouched");
        }

        Formed = _xml.Attribute("ДатаФормирования");
    }

    private bool PassEmpty()
    {
        if (_xml.Depth == 0)
        {
            EnterRoot(_xml.Name);
        }

        RefuseFirstVersion(_xml.Depth + 1);
        return _xml.Depth == 1 && PromisesAll() && Promises(_xml.Name, told: 0);
    }

    // In 2.x what stands right below the root has no attributes but СодержитТолькоИзменения; in 1.x it has its whole content there.
    private void RefuseFirstVersion(int depth)
    {
        if (depth == 2 && (_xml.Attribute("Идентификатор") ?? _xml.Attribute("ХозОперация") ?? _xml.Attribute("Наименование")) is not null)
        {
            throw Broken.NotOurs(
                file,
                "CommerceML 1.x из 1С 7.7 пока не поддерживается; файл оставлен на месте нетронутым",
                "CommerceML 1.x of 1C 7.7 is not supported yet; the file stays untouched");
        }
    }
}
