using System.Numerics;
using Proscenium.Acoustics;

namespace Proscenium.Measuring;

/// <summary>
/// A microphone's own response, which is taken out of what it recorded. Beyond what is known of it, its level is held. Where only its level is known, its phase is the minimum one, as a
/// capsule's is.
/// </summary>
/// <param name="Response">1 for a microphone that changes nothing.</param>
/// <param name="HasPhase">True where the phase is known.</param>
sealed record MicrophoneCalibration(FrequencyResponse Response, bool HasPhase)
{
    /// <summary>The recordings without what their microphones changed.</summary>
    /// <param name="recordings">One after the other.</param>
    /// <param name="calibrations">Of the microphones in the order of the channels; one for all, or as many as take turns; none for none.</param>
    public static SweepRecovery[] TakenOut(IReadOnlyList<SweepRecovery> recordings, IReadOnlyList<MicrophoneCalibration> calibrations)
    {
        if (calibrations.Count == 0) return [.. recordings];
        RecoveredResponse any = recordings[0].Responses[0][0];
        int channel = 0, points = (int)BitOperations.RoundUpToPowerOf2((uint)(2 * any.Samples.Length));
        Complex[][] spectra = [.. calibrations.Select(calibration => calibration.Spectrum(any.SampleRate, points))];
        return [.. recordings.Select(recording =>
        {
            Complex[][] own = [.. recording.Responses.Select(_ => spectra[channel++ % spectra.Length])];
            return recording with
            {
                Responses = [.. recording.Responses.Zip(own, (sources, spectrum) => Array.ConvertAll(sources, response => Without(response, spectrum)))],
                Repetition = [.. recording.Repetition.Zip(own, Without)],
            };
        })];
    }

    /// <summary>The microphone's response at the bins of a transform.</summary>
    public Complex[] Spectrum(int sampleRate, int points)
    {
        double[] hertz = [.. Enumerable.Range(0, points / 2 + 1).Select(bin => (double)bin * sampleRate / points)];
        Complex[] values = Array.ConvertAll(hertz, Response.At);
        if (HasPhase) return values;
        double[] degrees = MinimumPhase.Degrees(hertz, Array.ConvertAll(values, value => 20 * Math.Log10(value.Magnitude)));
        return [.. values.Zip(degrees, (value, phase) => Complex.FromPolarCoordinates(value.Magnitude, phase * Math.PI / 180))];
    }

    static RecoveredResponse Without(RecoveredResponse response, Complex[] microphone)
    {
        int points = 2 * (microphone.Length - 1);
        Complex[] spectrum = Spectra.Of(response.Samples, points);
        return response with { Samples = Spectra.Impulse(bin => spectrum[bin] / microphone[bin], points)[..response.Samples.Length] };
    }
}
