using System.Runtime.Intrinsics;
using System.Text.Json;
using Proscenium.Mathematics;
using Proscenium.Rooms;
using Proscenium.Rooms.Responses;

namespace Proscenium.Tests.Rooms;

public sealed class ShoeboxImagesTests
{
    static readonly Position _source = new(1.1, 2.3, 0.9), _receiver = new(4.2, 1.4, 1.7);

    [Fact]
    public void The_images_are_those_of_the_golden_list()
    {
        JsonElement golden = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "ism_room.json"))).RootElement;
        double[] size = Numbers(golden.GetProperty("room")), beta = Numbers(golden.GetProperty("beta"));
        Position source = Point(golden.GetProperty("source")), receiver = Point(golden.GetProperty("receiver"));
        ShoeboxRoom room = SomeRooms.Shoebox(new Position(size[0], size[1], size[2]), [.. beta.Select(b => 1 - b * b)]);

        Arrivals found = Arrivals.Of(room, source, receiver, golden.GetProperty("rmax").GetDouble(), SomeRooms.Exact);

        JsonElement[] images = [.. golden.GetProperty("images").EnumerateArray()];
        Assert.Equal(images.Length, found.All.Length);
        foreach (JsonElement image in images)
        {
            Position place = Point(image.GetProperty("pos"));
            Arrival same = Assert.Single(found.All.ToArray(), arrival => (receiver + arrival.Metres * arrival.From - place).Length < 1e-9);
            Assert.Equal(image.GetProperty("distance").GetDouble(), same.Metres, 1e-12);
            Assert.Equal(image.GetProperty("gain").GetDouble(), same.Gain[3], 1e-12);
            Assert.Equal(image.GetProperty("bounces").EnumerateArray().Sum(b => b.GetInt32()), same.Order);
        }
    }

    [Theory]
    [InlineData(1, 7)]
    [InlineData(2, 25)]
    [InlineData(3, 63)]
    [InlineData(5, 231)]
    [InlineData(10, 1561)]
    public void Up_to_an_order_there_are_as_many_images_as_the_closed_form_says(int order, int count)
    {
        Arrivals all = Arrivals.Of(SomeRooms.Shoebox(0.1), _source, _receiver, 6.0 * (order + 2), SomeRooms.Exact);
        Assert.Equal(count, all.All.ToArray().Count(arrival => arrival.Order <= order));
        Assert.Equal(count, (2 * order + 1) * (2 * order * order + 2 * order + 3) / 3);
    }

    [Fact]
    public void Within_a_distance_there_are_as_many_images_as_a_sphere_holds_rooms()
    {
        const double metres = 60;
        Arrivals all = Arrivals.Of(SomeRooms.Shoebox(0.1), _source, _receiver, metres, SomeRooms.Exact);
        Assert.InRange(all.All.Length / (4 * Math.PI / 3 * Math.Pow(metres, 3) / 72), 0.99, 1.01);
    }

    [Fact]
    public void Walls_that_absorb_everything_leave_the_direct_sound()
    {
        Arrival only = Assert.Single(Arrivals.Of(SomeRooms.Shoebox(1), _source, _receiver, 100, SomeRooms.Exact).All.ToArray());
        Assert.Equal(1 / (_receiver - _source).Length, only.Gain[0], 1e-15);
        Assert.Equal(0, only.Order);
    }

    [Fact]
    public void One_rigid_wall_equals_two_sources()
    {
        Arrival[] both = Arrivals.Of(SomeRooms.Shoebox(0, 1, 1, 1, 1, 1), _source, _receiver, 100, SomeRooms.Exact).All.ToArray();
        Assert.Equal(2, both.Length);
        Position mirrored = _source with { X = -_source.X };
        Assert.Equal((_receiver - mirrored).Length, both[1].Metres, 1e-12);
        Assert.Equal(1 / both[1].Metres, both[1].Gain[7], 1e-15);
    }

    [Fact]
    public void Sound_leaves_the_source_as_the_image_of_the_receiver_is_seen_from_it()
    {
        // unfolding the way from the other end: the receiver's image behind the same walls
        foreach (Arrival arrival in Arrivals.Of(SomeRooms.Shoebox(0.1), _source, _receiver, 20, SomeRooms.Exact).All)
        {
            Position imageOfReceiver = _source + arrival.Metres * arrival.Emitted;
            Assert.True(IsImage(imageOfReceiver.X, _receiver.X, 6) && IsImage(imageOfReceiver.Y, _receiver.Y, 4) && IsImage(imageOfReceiver.Z, _receiver.Z, 3));
        }

        static bool IsImage(double place, double of, double length) =>
            Math.Abs(Math.IEEERemainder(place - of, 2 * length)) < 1e-9 || Math.Abs(Math.IEEERemainder(place + of, 2 * length)) < 1e-9;
    }

    [Fact]
    public void Source_and_receiver_may_change_places()
    {
        ShoeboxRoom room = SomeRooms.Shoebox(0.1, 0.2, 0.3, 0.4, 0.5, 0.6);
        Arrival[] there = Arrivals.Of(room, _source, _receiver, 25, SomeRooms.Exact).All.ToArray(), back = Arrivals.Of(room, _receiver, _source, 25, SomeRooms.Exact).All.ToArray();
        Assert.Equal(there.Length, back.Length);
        foreach (Arrival arrival in there)
            Assert.Contains(back, other => (other.From - arrival.Emitted).Length < 1e-9 && (other.Emitted - arrival.From).Length < 1e-9
                && Math.Abs(other.Metres - arrival.Metres) < 1e-9 && Math.Abs(other.Gain[0] - arrival.Gain[0]) < 1e-12);
    }

    [Fact]
    public void All_shares_together_are_all_images()
    {
        ShoeboxRoom room = SomeRooms.Shoebox(0.2);
        int[] counts = new int[4];
        for (int part = 0; part < 3; part++)
        {
            Counter counter = new(counts, part);
            room.Visit(_source, _receiver, 30, part, 3, ref counter);
        }
        Counter whole = new(counts, 3);
        room.Visit(_source, _receiver, 30, 0, 1, ref whole);
        Assert.Equal(counts[3], counts[0] + counts[1] + counts[2]);
    }

    static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(value => value.GetDouble())];

    static Position Point(JsonElement list) => Numbers(list) is var p ? new(p[0], p[1], p[2]) : default;

    readonly struct Counter(int[] counts, int slot) : IImageSink
    {
        public void Add(Position towards, Position emitted, double metres, Vector512<double> reflection, int order) => counts[slot]++;
    }
}
