using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Proscenium.Studio.Tests;

/// <summary>Files that are dropped on the page, or chosen by the keyboard, in a real browser.</summary>
[Trait(Traits.Needs, Traits.Program)]
[Trait(Traits.Category, Traits.Slow)]
public sealed class DroppingTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task AResponse_DroppedOnADriver_IsItsOwn_AndIsTakenBack()
    {
        await using OpenPage open = await chromium.Open();
        string ideal = await open.Text("#cancellation");
        await open.MeasuredAfter(() => open.Drop(".driver-row:nth-child(1)", "responses/axis.wav"));
        JsonElement driver = (await open.State()).GetProperty("device").GetProperty("drivers")[0];
        Assert.Equal("axis.wav", driver.GetProperty("response").GetProperty("name").GetString());
        Assert.Equal("Response: axis.wav", await open.Text(".driver-row:nth-child(1) .response-name"));
        Assert.NotEqual(ideal, await open.Text("#cancellation"));
        Assert.Contains("ideal among measured drivers", await open.Text("#warnings"));
        await open.MeasuredAfter(() => open.Page.ClickAsync(".driver-row:nth-child(1) [aria-label$='ideal again']"));
        Assert.Equal((ideal, "Response: ideal"), (await open.Text("#cancellation"), await open.Text(".driver-row:nth-child(1) .response-name")));
        Assert.Empty(open.Faults);
    }

    [Fact]
    public async Task Responses_AreOpened_ByTheKeyboardAlone_AndSaidHowTheyWereMeasured()
    {
        await using OpenPage open = await chromium.Open();
        await open.Focus(".driver-row:nth-child(2) .measured button");
        Assert.Equal("Open what was measured of right", await open.Page.EvaluateExpressionAsync<string>("document.activeElement.getAttribute('aria-label')"));
        await open.MeasuredAfter(() => open.Choose(() => open.Press("Enter"), [.. Directory.GetFiles(Path.Combine(OpenPage.Examples, "responses"), "box*").Order()]));
        Assert.Equal("Response: box hor 0.txt and 6 more", await open.Text(".driver-row:nth-child(2) .response-name"));
        await open.Focus(".driver-row:nth-child(2) .manner summary");
        await open.Press("Enter");
        await open.Until("document.querySelectorAll('.driver-row:nth-child(2) .manner input').length > 0");
        await open.Focus(".driver-row:nth-child(2) .manner input[type=checkbox]");
        await open.MeasuredAfter(() => open.Press("Space"));
        Assert.Equal("included", (await open.State()).GetProperty("device").GetProperty("drivers")[1].GetProperty("response").GetProperty("flightTime").GetString());
    }

    [Fact]
    public async Task ADevice_DroppedWithTheFilesThatItNames_IsOpened_AndWithoutThem_TheCureIsSaid()
    {
        await using OpenPage open = await chromium.Open();
        await open.MeasuredAfter(() => open.Drop("#plan", ["measured-angles.device.json", .. Directory.GetFiles(Path.Combine(OpenPage.Examples, "responses"), "box*").Select(file => $"responses/{Path.GetFileName(file)}")]));
        JsonElement device = (await open.State()).GetProperty("device");
        Assert.Equal(("measured-angles", 80), (device.GetProperty("name").GetString(), device.GetProperty("drivers")[1].GetProperty("response").GetProperty("referenceDb").GetDouble()));
        await open.Drop("#plan", "measured-pair.device.json");
        await open.Until("document.querySelector('#naming .told.error')?.textContent.includes('drop the device file together with the files that it names')");
        await open.Drop("#plan", "responses/no-phase.txt");
        await open.Until("document.querySelector('#error').textContent.startsWith('Responses belong to a driver')");
    }

    [Fact]
    public async Task ALink_ToMeasurementsThatAreNotHere_SaysSo_AndMarksTheDrivers()
    {
        JsonObject state = RunningStudio.State();
        state["device"]!["drivers"]![0]!["response"] = new JsonObject { ["id"] = "0123456789abcdef0123", ["name"] = "theirs.wav" };
        await using OpenPage open = await chromium.Open($"s={Convert.ToBase64String(Encoding.UTF8.GetBytes(state.ToJsonString())).TrimEnd('=').Replace('+', '-').Replace('/', '_')}");
        Assert.Equal("What was measured of 'left' (theirs.wav) is not in this studio, and an ideal driver stands in its place: drop the same files here.", await open.Text("#error"));
        Assert.False(await open.Page.EvaluateExpressionAsync<bool>("document.querySelector('#error').hidden"));
        Assert.Equal("Response: theirs.wav, not in this studio", await open.Text(".driver-row:nth-child(1) .response-name"));
    }
}
