using Proscenium.Cli.Json;
using Proscenium.Cli.Text;
using Proscenium.Files;
using Proscenium.Files.Sound;

namespace Proscenium.Cli.Commands;

/// <summary>Measures the upmix of every mix in a folder; what cannot be read is told and left out, and the exit code is 1 then.</summary>
static class UpmixSurvey
{
    /// <summary>Measures all, prints a table, and writes JSON where asked to.</summary>
    public static int Run(FileUpmix upmix, string folder, string against, string? json, Report report)
    {
        List<UpmixTable.Row> rows = [];
        List<(string Name, string Fault)> faults = [];
        foreach (StemmedMix mix in MixFolder.Find(folder, against))
        {
            try
            {
                rows.Add(new(mix.Name, upmix.Run(mix.Mix, null, mix.Centre)));
            }
            catch (Exception e) when (e is SoundException or IOException or UnauthorizedAccessException)
            {
                string sentence = Cures.Sentence(e);
                Report.Complain(sentence);
                faults.Add((mix.Name, sentence));
            }
        }
        UpmixTable.Print(rows, report);
        if (json is not null) UpmixJson.Write(json, rows, faults);
        return faults.Count == 0 ? 0 : 1;
    }
}
