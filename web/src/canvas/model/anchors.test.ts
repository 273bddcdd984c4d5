import { describe, expect, it } from 'vitest';
import { inputAnchor, listAnchors, listCurves, outputAnchor, samplePoints, toPath } from './anchors.ts';
import { setCollapsed } from './edits/collapse.ts';
import { computeGeometry } from './geometry.ts';
import { listPorts } from './ports.ts';
import { toBlocks } from './testing/blocks.ts';
import { toStart } from './testing/random-edit.ts';
import { toStep } from './testing/sample.ts';

const blocks = toBlocks();

describe('ports and curves', () => {
  it('lists the ports of a step, those it names itself and the way for errors', () => {
    const step = toStep('s', {
      process: { block: 'control.switch', onError: 'branch' },
      input: { cases: [{ port: 'x' }, { port: 'x' }, { port: '{{ a }}' }, 5] },
    });
    expect(listPorts(step, blocks)).toEqual(['default', 'x', 'error']);
    expect(listPorts(toStep('u', { process: { block: 'no.such' } }), blocks)).toEqual(['out']);
    expect(listPorts(step, blocks)).toBe(listPorts({ ...step, position: { x: 1, y: 1 } }, blocks));
  });

  it('spreads ports over the side, and leads edges of ports that are gone from the default one', () => {
    const box = { x: 0, y: 0, width: 240, height: 90 };
    expect(inputAnchor(box)).toEqual({ x: 0, y: 45 });
    expect(outputAnchor(box, ['true', 'false'], 'false')).toEqual({ x: 240, y: 60 });
    expect(outputAnchor(box, ['true', 'false'], 'gone')).toEqual({ x: 240, y: 30 });
    expect(listAnchors(toStep('b', { process: { block: 'control.if' } }), box, { blocks }).outputs).toEqual([
      { port: 'true', at: { x: 240, y: 30 } },
      { port: 'false', at: { x: 240, y: 60 } },
    ]);
  });

  it('leads edges of what is folded to what stands for it, and hides those inside', () => {
    const folded = setCollapsed(['each'], true)(toStart());
    const curves = listCurves(folded, computeGeometry(folded), { blocks });
    expect(curves.has('in_a:>in_b')).toBe(false);
    expect(curves.get('b:true>each')?.to).toEqual({ x: 672, y: 48 });
    const opened = listCurves(toStart(), computeGeometry(toStart()), { blocks });
    expect(opened.get('b:true>each')?.to).toEqual({ x: 672, y: 24 });
  });

  it('draws curves from end to end', () => {
    const curve = { from: { x: 0, y: 0 }, to: { x: 100, y: 50 } };
    expect(samplePoints(curve, 4)[0]).toEqual(curve.from);
    expect(samplePoints(curve, 4).at(-1)).toEqual(curve.to);
    expect(toPath(curve)).toBe('M0,0 C50,0 50,50 100,50');
  });
});
