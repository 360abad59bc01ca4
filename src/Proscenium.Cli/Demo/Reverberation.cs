namespace Proscenium.Cli.Demo;

/// <summary>A small hall: eight damped delay lines that feed each other through a Householder matrix (Jot and Chaigne, AES 90th convention 1991).</summary>
sealed class Reverberation
{
    const double DecaySeconds = 0.8, DampingHz = 4500;

    static readonly double[] _delaySeconds = [0.0297, 0.0371, 0.0411, 0.0437, 0.0533, 0.0587, 0.0617, 0.0673];

    readonly float[][] _lines;
    readonly double[] _gains, _damped = new double[8];
    readonly int[] _positions = new int[8];
    readonly double _open;

    public Reverberation(int sampleRate)
    {
        _lines = Array.ConvertAll(_delaySeconds, seconds => new float[(int)Math.Round(seconds * sampleRate)]);
        _gains = Array.ConvertAll(_lines, line => Math.Pow(10, -3.0 * line.Length / (DecaySeconds * sampleRate)));
        _open = 1 - Math.Exp(-2 * Math.PI * Math.Min(DampingHz / sampleRate, 0.4));
    }

    /// <summary>Adds the reverberation of a signal to two channels.</summary>
    public void Add(float[] signal, float[] left, float[] right, double level)
    {
        for (int n = 0; n < signal.Length; n++)
        {
            double sum = 0;
            for (int i = 0; i < 8; i++)
            {
                _damped[i] += _open * (_gains[i] * _lines[i][_positions[i]] - _damped[i]);
                sum += _damped[i];
            }
            double wetLeft = 0, wetRight = 0;
            for (int i = 0; i < 8; i++)
            {
                _lines[i][_positions[i]] = (float)(_damped[i] - sum / 4 + signal[n]);
                if (++_positions[i] == _lines[i].Length) _positions[i] = 0;
                double sign = i % 4 < 2 ? 1 : -1;
                if (i % 2 == 0) wetLeft += sign * _damped[i];
                else wetRight += sign * _damped[i];
            }
            left[n] += (float)(level * wetLeft);
            right[n] += (float)(level * wetRight);
        }
    }
}
