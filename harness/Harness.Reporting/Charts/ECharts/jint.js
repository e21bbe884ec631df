// What ECharts expects of its surroundings and Jint does not have.
var self = this, global = this, globalThis = this;
var console = { log: function () {}, warn: function () {}, error: function () {} };
// Nothing is animated here, and a timer that ran would start the next.
function setTimeout() { return 0; }
function clearTimeout() {}

// Jint 2.10.4 binds wrongly: arguments given to bind are lost when the function is called.
Function.prototype.bind = function (thisArg) {
  var target = this, first = Array.prototype.slice.call(arguments, 1);
  return function () { return target.apply(thisArg, first.concat(Array.prototype.slice.call(arguments))); };
};

function drawSvg(json, palette, width, height) {
  var chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: width, height: height });
  chart.setOption(paintOption(JSON.parse(json), JSON.parse(palette)));
  var svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}
