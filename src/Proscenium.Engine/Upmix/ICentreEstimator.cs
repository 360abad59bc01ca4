namespace Proscenium.Engine.Upmix;

/// <summary>Decides, frequency by frequency, how much of each channel is centre: C = from left x L + from right x R.</summary>
interface ICentreEstimator
{
    /// <summary>What of the left channel is centre, by bin; of the spectra's padded length.</summary>
    float[] FromLeft { get; }

    /// <summary>What of the right channel is centre, by bin.</summary>
    float[] FromRight { get; }

    /// <summary>Takes in the next spectra and decides anew.</summary>
    void Update(StereoSpectrum spectrum);

    /// <summary>Forgets all past spectra.</summary>
    void Reset();
}
