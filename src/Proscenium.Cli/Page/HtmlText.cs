using System.Net;
using System.Text;
using Proscenium.Cli.Pictures;
using Proscenium.Cli.Terminal;

namespace Proscenium.Cli.Page;

/// <summary>Pieces of a page; all texts are taken as they are and made safe here.</summary>
sealed class HtmlText
{
    readonly StringBuilder _text = new();
    int _tables;

    /// <summary>The beginning of a page, up to its heading.</summary>
    public HtmlText Begin(string title) => Line("<!DOCTYPE html>").Line("<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">").Line(TextOutput.PageMark)
        .Line($"<title>{Safe(title)} - Proscenium</title><style>").Line(PageStyle.Sheet).Line("</style></head><body><main>").Heading(1, title);

    /// <summary>The end of a page, and the whole of it.</summary>
    /// <param name="about">How it was made, in words.</param>
    /// <param name="commandLine">The command line that asked for it, without the program's name.</param>
    public string End(string about, string commandLine) => Line("</main><footer>").Paragraph(about).Line($"<p>Made by <code>proscenium {Safe(commandLine)}</code></p></footer></body></html>").ToString();

    /// <summary>A heading.</summary>
    public HtmlText Heading(int level, string text) => Line($"<h{level}>{Safe(text)}</h{level}>");

    /// <summary>A paragraph.</summary>
    public HtmlText Paragraph(string text, string? style = null) => Line($"<p{(style is null ? "" : $" class=\"{style}\"")}>{Safe(text)}</p>");

    /// <summary>A picture over the whole width; a narrow screen gets the narrow drawing.</summary>
    public HtmlText Figure(Picture picture, string caption)
    {
        (int width, int height) = Picture.WideSize;
        (int narrow, int low) = picture.Small;
        Line("<figure>");
        Keys(picture.Keys);
        Line($"<picture><source media=\"(max-width: 600px)\" srcset=\"{picture.Narrow}\" width=\"{narrow}\" height=\"{low}\">");
        Line($"<img src=\"{picture.Wide}\" width=\"{width}\" height=\"{height}\" alt=\"{Safe(picture.Alt)}\"></picture>");
        return Line($"<figcaption>{Safe(caption)}</figcaption></figure>");
    }

    /// <summary>Pictures side by side, or below each other where there is no room, with one caption and the first one's keys.</summary>
    public HtmlText Beside(IReadOnlyList<(string Title, Picture Picture)> pictures, string caption)
    {
        Line("<figure>");
        Keys(pictures[0].Picture.Keys);
        Line($"<div class=\"beside{(pictures.Count == 3 ? " many" : pictures.Count == 4 ? " pairs" : "")}\">");
        foreach ((string title, Picture picture) in pictures)
            Line($"<div><h3>{Safe(title)}</h3><img src=\"{picture.Narrow}\" width=\"{picture.Small.Width}\" height=\"{picture.Small.Height}\" alt=\"{Safe(picture.Alt)}\"></div>");
        return Line($"</div><figcaption>{Safe(caption)}</figcaption></figure>");
    }

    /// <summary>A table; the first cell of a row is its name.</summary>
    /// <param name="caption">Above it.</param>
    /// <param name="heads">Names of the columns.</param>
    /// <param name="rows">Cells.</param>
    /// <param name="own">Which rows stand out.</param>
    public HtmlText Table(string caption, IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows, Func<string, bool>? own = null)
    {
        string about = $"table-{++_tables}"; // a caption of the table itself would be as wide as the table, and a phone is not
        Line($"<p id=\"{about}\" class=\"caption\">{Safe(caption)}</p><div class=\"scroll\"><table aria-labelledby=\"{about}\">");
        Line($"<thead><tr>{string.Concat(heads.Select(head => $"<th scope=\"col\">{Safe(head)}</th>"))}</tr></thead><tbody>");
        foreach (IReadOnlyList<string> row in rows)
            Line($"<tr{(own?.Invoke(row[0]) == true ? " class=\"own\"" : "")}><th scope=\"row\">{Safe(row[0])}</th>{string.Concat(row.Skip(1).Select(cell => $"<td>{Safe(cell)}</td>"))}</tr>");
        return Line("</tbody></table></div>");
    }

    /// <summary>Names and what they are.</summary>
    public HtmlText List(params IEnumerable<(string Name, string Value)> entries)
    {
        Line("<dl>");
        foreach ((string name, string value) in entries) Line($"<dt>{Safe(name)}</dt><dd>{Safe(value)}</dd>");
        return Line("</dl>");
    }

    /// <summary>A line of HTML as it is.</summary>
    public HtmlText Line(string html)
    {
        _text.Append(html).Append('\n');
        return this;
    }

    /// <summary>A text that a page can hold.</summary>
    public static string Safe(string text) => WebUtility.HtmlEncode(text);

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    void Keys(IReadOnlyList<Key> keys)
    {
        if (keys.Count == 0) return;
        Line($"<ul class=\"keys\">{string.Concat(keys.Select(key => $"<li><i{(key.Dashed ? " class=\"dashed\"" : key.Broad ? " class=\"broad\"" : "")} style=\"border-color:{key.Colour}\"></i>{Safe(key.Name)}</li>"))}</ul>");
    }
}
