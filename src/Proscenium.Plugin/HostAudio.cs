using Proscenium.Engine.Dsp;

namespace Proscenium.Plugin;

/// <summary>Copies sound between the path and a host's buffers, one per channel, which may be shared or missing.</summary>
sealed unsafe class HostAudio(PluginPath path, int outputs)
{
    readonly AudioBuffer _stereo = new(2, PluginPath.BlockFrames), _drivers = new(outputs, PluginPath.BlockFrames);

    /// <summary>Renders some frames. It does not throw: an exception, always a bug of ours, would end the host; what could not be rendered is silent.</summary>
    /// <param name="inputs">Left and right; a null pointer is silence.</param>
    /// <param name="drivers">One buffer per output; a null pointer is not written.</param>
    /// <param name="start">First frame within the buffers.</param>
    /// <param name="frames">How many.</param>
    public void Process(float** inputs, float** drivers, long start, long frames)
    {
        try
        {
            Render(inputs, drivers, start, frames);
        }
        catch (Exception e)
        {
            Complaints.Tell(e);
            for (int driver = 0; driver < outputs; driver++)
                if (drivers[driver] != null && frames > 0) new Span<float>(drivers[driver] + start, (int)Math.Min(frames, int.MaxValue)).Clear();
        }
    }

    void Render(float** inputs, float** drivers, long start, long frames)
    {
        for (long end = start + frames; start < end; start += PluginPath.BlockFrames)
        {
            int count = (int)Math.Min(PluginPath.BlockFrames, end - start);
            AudioBlock stereo = _stereo.Block(count), rendered = _drivers.Block(count);
            for (int channel = 0; channel < stereo.Channels; channel++) Read(inputs[channel], start, stereo[channel]);
            path.Process(stereo, rendered);
            for (int driver = 0; driver < rendered.Channels; driver++) Write(rendered[driver], drivers[driver], start);
        }
    }

    static void Read(float* buffer, long start, Span<float> channel)
    {
        if (buffer == null) channel.Clear();
        else new ReadOnlySpan<float>(buffer + start, channel.Length).CopyTo(channel);
    }

    static void Write(ReadOnlySpan<float> channel, float* buffer, long start)
    {
        if (buffer != null) channel.CopyTo(new Span<float>(buffer + start, channel.Length));
    }
}
