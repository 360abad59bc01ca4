using Proscenium.Engine.Simd;

namespace Proscenium.Engine.Upmix;

/// <summary>Estimates the centre in each frequency bin as a weighted sum of the channels: C = from left x L + from right x R.</summary>
interface ICentreEstimator
{
    /// <summary>Weight of the left channel, by bin; of the spectra's padded length.</summary>
    AlignedMemory<float> FromLeft { get; }

    /// <summary>Weight of the right channel, by bin.</summary>
    AlignedMemory<float> FromRight { get; }

    /// <summary>Updates the weights with the next spectra.</summary>
    void Update(StereoSpectrum spectrum);

    /// <summary>Forgets all past spectra.</summary>
    void Reset();
}
