using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Proscenium.Tests.Cli;

namespace Proscenium.Studio.Tests;

/// <summary>The page that needs no server of ours, on another one; the oracle is the page with the server.</summary>
[Collection("console")]
[Trait(Traits.Needs, Traits.Program)]
public sealed class ExamplePageTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public async Task Examples_AreSeenAndHeard_AsWithTheServer_AndWhatIsNoExampleIsSaid()
    {
        Assert.Contains("for any web server", Command.Succeed("studio", "laptop", "--export", _folder["page"]));
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        WebApplication other = builder.Build();
        other.Urls.Add("http://127.0.0.1:0");
        other.Run(context =>
        {
            string path = context.Request.Path == "/" ? "/index.html" : context.Request.Path.Value!;
            context.Response.ContentType = Path.GetExtension(path) switch { ".js" => "text/javascript", ".css" => "text/css", ".html" => "text/html", _ => "application/octet-stream" };
            return context.Response.SendFileAsync(_folder[$"page{path}"], context.RequestAborted);
        });
        await other.StartAsync(TestContext.Current.CancellationToken);
        await using OpenPage page = await chromium.OpenAt(new(other.Urls.First()));
        await page.MeasuredAfter(() => page.Page.SelectAsync("#device", "phone"));
        double shown = await page.Cancellation();
        await page.Page.ClickAsync("#play");
        await page.Until("window.studio.timings.sound.length > 1");
        float peak = await page.Page.EvaluateExpressionAsync<float>("window.studio.renderOffline('after', 5).then(heard => heard[0].reduce((most, sample) => Math.max(most, Math.abs(sample)), 0))");
        Assert.InRange(peak, 0.05f, 1);
        await page.Page.ClickAsync("#apart"); // the listener 10 cm beside the seat
        await page.Until("document.querySelector('#status').textContent.includes('measured')");
        await page.Focus("#seat");
        await page.Press("ArrowLeft");
        await page.Until("document.querySelector('#error').textContent.startsWith('This page shows examples')");
        Assert.Empty(page.Faults);
        await using OpenPage served = await chromium.Open();
        await served.MeasuredAfter(() => served.Page.SelectAsync("#device", "phone"));
        Assert.Equal(await served.Cancellation(), shown);
        await other.DisposeAsync();
    }
}
