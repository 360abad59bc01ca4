namespace Proscenium.Cli.Page;

/// <summary>How a report page looks: one column, a phone's width or a sheet of paper; always light, as its pictures are.</summary>
static class PageStyle
{
    /// <summary>The style sheet.</summary>
    public const string Sheet = """
        :root { color-scheme: light; }
        body { margin: 0 auto; max-width: 58rem; padding: 1rem; background: #fff; color: #1c1c1c; font: 1rem/1.5 system-ui, "DejaVu Sans", Verdana, sans-serif; }
        h1 { font-size: 1.6rem; line-height: 1.2; margin: 0.5rem 0; overflow-wrap: anywhere; }
        h2 { font-size: 1.2rem; margin: 2rem 0 0.5rem; }
        h3 { font-size: 1rem; margin: 1rem 0 0.25rem; }
        p { margin: 0.5rem 0; }
        .lead { font-size: 1.1rem; }
        figure { margin: 0.5rem 0; }
        img { width: 100%; height: auto; display: block; }
        figcaption { font-size: 0.9rem; }
        .beside { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); gap: 0.5rem; }
        .many { grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr)); }
        .pairs { grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); }
        .keys { list-style: none; display: flex; flex-wrap: wrap; gap: 0 1.2rem; margin: 0; padding: 0; font-size: 0.9rem; }
        .keys i { display: inline-block; width: 1.6em; vertical-align: middle; margin-right: 0.4em; border-top: 3px solid; }
        .keys i.broad { border-top-width: 7px; }
        .keys i.dashed { border-top-style: dashed; border-top-width: 2px; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; font-size: 0.9rem; font-variant-numeric: tabular-nums; }
        .caption { font-size: 0.9rem; }
        th, td { padding: 0.2rem 0.6rem; text-align: right; border-bottom: 1px solid #ddd; white-space: nowrap; }
        thead th { white-space: normal; vertical-align: bottom; }
        th[scope=row], thead th:first-child { text-align: left; }
        tr.own { background: #eaf2fa; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.1rem 1rem; margin: 0.5rem 0; }
        dt { color: #555; }
        dd { margin: 0; }
        code { overflow-wrap: anywhere; }
        footer { margin-top: 2rem; border-top: 1px solid #ccc; font-size: 0.85rem; color: #444; }
        @media (max-width: 600px) { body { padding: 0.6rem; } dl { grid-template-columns: 1fr; } dt { margin-top: 0.4rem; } }
        @media print { body { max-width: none; padding: 0; font-size: 10pt; } h2, h3 { break-after: avoid; } .caption { break-after: avoid; } figure, table, tr, dl { break-inside: avoid; }
          h2 { margin: 1rem 0 0.2rem; } figure { margin: 0; } figure > picture img { max-height: 6.4cm; width: auto; max-width: 100%; } .many { grid-template-columns: repeat(3, 1fr); } .pairs { grid-template-columns: repeat(2, 1fr); } .scroll { overflow: visible; } table { font-size: 8pt; } th, td { padding: 0.1rem 0.35rem; }
          tr.own, .keys i { print-color-adjust: exact; } }
        """;
}
