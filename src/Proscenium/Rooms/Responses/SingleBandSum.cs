namespace Proscenium.Rooms.Responses;

/// <summary>Arrivals summed where all bands are alike.</summary>
readonly struct SingleBandSum(ResponseFrame frame) : IArrivalSum<SingleBandSum>
{
    readonly double[] _sum = new double[frame.SumLength];
    readonly double _samplesPerMetre = frame.SamplesPerMetre;
    readonly int _samples = frame.Samples;

    public static SingleBandSum Silence(ResponseFrame frame) => new(frame);

    public void Add(double metres, OctaveValues pressure) => ArrivalKernel.Add(_sum, metres * _samplesPerMetre, pressure[0]);

    public void Add(SingleBandSum share)
    {
        for (int n = 0; n < _sum.Length; n++) _sum[n] += share._sum[n];
    }

    public double[] Response() => _sum[ArrivalKernel.Reach..(ArrivalKernel.Reach + _samples)];
}
