using Proscenium.Analysis;
using Proscenium.Cli.Terminal;

namespace Proscenium.Cli.Text;

/// <summary>Forms of filters side by side: error, length, latency, cost.</summary>
static class FormComparison
{
    /// <summary>The table as lines of text.</summary>
    public static void Print(IReadOnlyList<FormAnalysis> forms, Report report)
    {
        report.Line($"  {"filters, canceller alone",-24}{"latency",9}{"multiply-adds",15}{"(cascade)",11}{"realisation error",19}{"seat",8}{"5 cm",8}{"10 cm",8}{"tone",10}");
        foreach (FormAnalysis form in forms)
            report.Line($"  {$"{form.Name} {form.Design.Request.FilterTaps} taps",-24}{form.Milliseconds,6:0.0} ms{form.Cost.Stored,15}{form.Cost.Cascaded,11}{AnalysisText.LargestRealisationErrorDb(form.Design),16:0.00} dB"
                + $"{form.Heard.SeatSeparationDb,8:0.0}{form.Heard.OffAxis5CmSeparationDb,8:0.0}{form.Heard.OffAxis10CmSeparationDb,8:0.0}{ComparisonTable.Tone(form.Heard.Ipsilateral),10}");
    }
}
