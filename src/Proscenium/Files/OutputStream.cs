namespace Proscenium.Files;

/// <summary>Bytes on their way to a place that the user named; what goes wrong is told by that name.</summary>
sealed class OutputStream(string name, Stream stream, bool mayReturn = false) : Stream
{
    public override bool CanRead => false;

    /// <summary>True for a regular file of its own: there a header may be written again.</summary>
    public override bool CanSeek => mayReturn;

    public override bool CanWrite => true;

    public override long Length => stream.Length;

    public override long Position
    {
        get => stream.Position;
        set => Do(() => stream.Position = value);
    }

    public override void Flush() => Do(stream.Flush);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    public override void SetLength(long value) => Do(() => stream.SetLength(value));

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            stream.Write(buffer);
        }
        catch (Exception e) when (OutputFault.IsOfAStream(e))
        {
            throw OutputFault.Of(name, e);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) Do(stream.Dispose); // writes what is still in memory
        base.Dispose(disposing);
    }

    void Do(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (OutputFault.IsOfAStream(e))
        {
            throw OutputFault.Of(name, e);
        }
    }
}
