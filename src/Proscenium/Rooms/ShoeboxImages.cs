using Proscenium.Mathematics;

namespace Proscenium.Rooms;

/// <summary>
/// The image sources of a rectangular room: Allen and Berkley, Image method for efficiently simulating small-room acoustics, JASA 65, 1979; with the
/// directions in which sound left the source as Luo and Kim, Fast source-room-receiver acoustics modeling, EUSIPCO 2020, find them.
/// </summary>
/// <remarks>
/// Along an axis of length L a source at s has images at 2nL + s, after |n| reflections at either wall, and at 2nL - s, after |n - 1| at the wall at 0 and
/// |n| at the wall at L. A way that crosses an odd number of mirrors leaves its source mirrored.
/// </remarks>
sealed class ShoeboxImages
{
    readonly Axis _x, _y, _z;
    readonly double _metres;

    public ShoeboxImages(ShoeboxRoom room, Position source, Position receiver, double metres)
    {
        OctaveValues[] reflections = [.. room.Surfaces.Select(surface => surface.Reflection)];
        _x = new(room.Size.X, source.X, receiver.X, metres, reflections[0], reflections[1]);
        _y = new(room.Size.Y, source.Y, receiver.Y, metres, reflections[2], reflections[3]);
        _z = new(room.Size.Z, source.Z, receiver.Z, metres, reflections[4], reflections[5]);
        _metres = metres;
    }

    /// <summary>Passes on every so many-th sheet of the lattice, so that threads can share the work.</summary>
    public void Visit<TSink>(int part, int parts, ref TSink sink)
        where TSink : struct, IImageSink
    {
        double most = _metres * _metres;
        for (int i = part; i < _x.Count; i += parts)
        {
            double x = _x.Towards[i], left = most - x * x;
            (int fromY, int toY) = _y.Within(left);
            for (int j = fromY; j < toY; j++)
            {
                double y = _y.Towards[j], flat = x * x + y * y;
                OctaveValues reflection = _x.Reflection[i] * _y.Reflection[j];
                int order = _x.Order[i] + _y.Order[j];
                (int fromZ, int toZ) = _z.Within(left - y * y);
                for (int k = fromZ; k < toZ; k++)
                {
                    double z = _z.Towards[k];
                    sink.Add(new(x, y, z), new(_x.Emitted[i] * x, _y.Emitted[j] * y, _z.Emitted[k] * z), Math.Sqrt(flat + z * z), reflection * _z.Reflection[k], order + _z.Order[k]);
                }
            }
        }
    }

    /// <summary>The images along one axis, sorted by where they are.</summary>
    readonly struct Axis
    {
        /// <summary>From the receiver to each image.</summary>
        public readonly double[] Towards;

        /// <summary>-1: the sound leaves the source against the way to the image; +1: mirrored.</summary>
        public readonly double[] Emitted;

        public readonly OctaveValues[] Reflection;

        public readonly int[] Order;

        public Axis(double length, double source, double receiver, double metres, OctaveValues atZero, OctaveValues atLength)
        {
            int most = (int)Math.Ceiling(metres / (2 * length)) + 1;
            List<(double Towards, double Emitted, OctaveValues Reflection, int Order)> images = [];
            for (int n = -most; n <= most; n++)
            {
                images.Add((2 * n * length + source - receiver, -1, Power(atZero, Math.Abs(n)) * Power(atLength, Math.Abs(n)), 2 * Math.Abs(n)));
                images.Add((2 * n * length - source - receiver, 1, Power(atZero, Math.Abs(n - 1)) * Power(atLength, Math.Abs(n)), Math.Abs(n - 1) + Math.Abs(n)));
            }
            images.RemoveAll(image => Math.Abs(image.Towards) > metres || image.Reflection == OctaveValues.Zero);
            images.Sort((a, b) => a.Towards.CompareTo(b.Towards));
            (Towards, Emitted, Reflection, Order) = ([.. images.Select(i => i.Towards)], [.. images.Select(i => i.Emitted)], [.. images.Select(i => i.Reflection)], [.. images.Select(i => i.Order)]);
        }

        public int Count => Towards.Length;

        /// <summary>The images whose squared coordinate is at most so large, as a range of indices.</summary>
        public (int From, int To) Within(double square)
        {
            if (square < 0) return (0, 0);
            double most = Math.Sqrt(square);
            return (FirstAbove(-most, inclusive: true), FirstAbove(most, inclusive: false));
        }

        int FirstAbove(double value, bool inclusive)
        {
            (int low, int high) = (0, Towards.Length);
            while (low < high)
            {
                int middle = (low + high) / 2;
                if (inclusive ? Towards[middle] >= value : Towards[middle] > value) high = middle;
                else low = middle + 1;
            }
            return low;
        }

        static OctaveValues Power(OctaveValues value, int exponent)
        {
            OctaveValues product = OctaveValues.One;
            for (int i = 0; i < exponent; i++) product *= value;
            return product;
        }
    }
}
