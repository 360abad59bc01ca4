namespace Proscenium.Files.Sound;

/// <summary>A stream with bytes put in front, such as those that were already read.</summary>
/// <param name="prefix">These bytes.</param>
/// <param name="rest">What follows them; closed with the stream.</param>
/// <param name="most">Bytes of it that are read.</param>
sealed class PrefixedStream(byte[] prefix, Stream rest, long most = long.MaxValue) : Stream
{
    long _left = most;
    int _given;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        if (_given == prefix.Length) return ReadRest(buffer[..(int)Math.Min(_left, buffer.Length)]);
        int count = Math.Min(buffer.Length, prefix.Length - _given);
        prefix.AsSpan(_given, count).CopyTo(buffer);
        _given += count;
        return count;
    }

    int ReadRest(Span<byte> buffer)
    {
        int count = buffer.Length == 0 ? 0 : rest.Read(buffer);
        _left -= count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) rest.Dispose();
        base.Dispose(disposing);
    }
}
