using System.Globalization;
using System.Text;

namespace Crm.Benchmarks.Generation;

/// <summary>Writes indented XML to a file, an element at a time, so that nothing grows with the file.</summary>
internal sealed class XmlText(string path) : IDisposable
{
    private const int BufferSize = 1 << 20;

    private readonly StreamWriter _file = new(path, append: false, new UTF8Encoding(true), BufferSize) { NewLine = "\n" };
    private readonly Stack<string> _open = new();

    public void Declaration() => _file.WriteLine("""<?xml version="1.0" encoding="UTF-8"?>""");

    public void Open(string name, string attributes = "")
    {
        Indent();
        Write("<", name, attributes, ">");
        _file.WriteLine();
        _open.Push(name);
    }

    public void Close()
    {
        var name = _open.Pop();
        Indent();
        Write("</", name, ">");
        _file.WriteLine();
    }

    public void Leaf(string name, string value, string attributes = "")
    {
        Indent();
        Write("<", name, attributes, ">");
        _file.Write(Escaped(value));
        Write("</", name, ">");
        _file.WriteLine();
    }

    public void Leaf(string name, Guid value) => Leaf(name, value.ToString("D", CultureInfo.InvariantCulture));

    public void Leaf(string name, decimal value) => Leaf(name, value.ToString(CultureInfo.InvariantCulture));

    public void Empty(string name, string attributes = "")
    {
        Indent();
        Write("<", name, attributes, "/>");
        _file.WriteLine();
    }

    /// <summary>One line of ЗначенияРеквизитов.</summary>
    public void Requisite(string name, string value)
    {
        Open("ЗначениеРеквизита");
        Leaf("Наименование", name);
        Leaf("Значение", value);
        Close();
    }

    public void Dispose() => _file.Dispose();

    private static string Escaped(string value) => value.AsSpan().IndexOfAny("&<>") < 0
        ? value
        : value.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    private void Indent()
    {
        for (var depth = _open.Count; depth > 0; depth--)
        {
            _file.Write('\t');
        }
    }

    private void Write(params ReadOnlySpan<string> parts)
    {
        foreach (var part in parts)
        {
            _file.Write(part);
        }
    }
}
