using Proscenium.Acoustics;
using Proscenium.Engine.Plan;
using Proscenium.Measuring;
using static System.FormattableString;

namespace Proscenium.Files.Measurements;

/// <summary>
/// Calibration files of microphones, as makers (miniDSP, Dayton, Cross-Spectrum) and REW have them: text of Hz and dB, of which some have degrees, too. They hold the microphone's own
/// response, which is to be subtracted. Lines of its sensitivity are left out: levels are relative.
/// </summary>
static class CalibrationFile
{
    /// <summary>No microphone is this far from flat within what it is used for.</summary>
    const double MostDb = 40;

    const int Steps = 200;

    /// <summary>Reads a file. A column of phases that are all 0 is none.</summary>
    /// <exception cref="FileFormatException">The file is missing or no calibration.</exception>
    public static MicrophoneCalibration Open(string path)
    {
        string[] lines = MeasurementText.LinesOf(path);
        NumberTable table = NumberTable.Read(Array.ConvertAll(lines, line => line.Contains("sens", StringComparison.OrdinalIgnoreCase) ? "" : line), path);
        bool phase = FrequencyResponseFile.HasPhase(table, path);
        FrequencyResponse response = FrequencyResponseFile.Read(table, path, minimumPhase: !phase);
        double low = Math.Max(1, response.MinHz);
        double[] decibels = [.. Enumerable.Range(0, Steps + 1).Select(step => 20 * Math.Log10(response.At(low * Math.Pow(response.MaxHz / low, (double)step / Steps)).Magnitude))];
        return decibels.Max(Math.Abs) <= MostDb ? new(response, phase)
            : throw new FileFormatException(Invariant($"{path}: holds levels from {decibels.Min():0} to {decibels.Max():0} dB, and no microphone is so far from 0: name the calibration file of the microphone, not a measurement."));
    }
}
